import express from 'express'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prometheusRoutes } from '#server/http/prometheus.ts'
import { openSamples } from '#server/samples/open.ts'

let address: string
let stop: () => Promise<void>

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'prometheus-'))
  const samples = await openSamples({ path: join(directory, 'samples.db') })
  const app = express().use('/prometheus', prometheusRoutes(samples, { largest: 100_000 }))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prometheus/api/v1`
  stop = async () => {
    server.close()
    server.closeAllConnections()
    await samples.close()
    rmSync(directory, { recursive: true })
  }
  const text = [
    '# HELP up Whether.',
    '# TYPE up gauge',
    'up{job="a"} 1 100',
    'up{job="b"} 0.5 100.5',
    'up{job="a"} 2 160',
    'odd{kind="inf"} +Inf 100',
    'odd{kind="nan"} NaN 100',
    'odd{kind="small"} 1e-7 100',
    '# TYPE requests counter',
    'requests_total 5 100',
    'requests_total 9 160',
  ]
  await post('/import?format=openmetrics', text.join('\n'))
}, 60_000)
afterAll(() => stop())

async function answer(response: Response) {
  return { status: response.status, body: (await response.json()) as unknown }
}
const get = async (path: string) => answer(await fetch(address + path))
const post = async (path: string, body: string, type = 'application/octet-stream') =>
  answer(await fetch(address + path, { method: 'POST', body, headers: { 'content-type': type } }))
const dataOf = async (path: string) => {
  const { status, body } = await get(path)
  expect([status, body]).toMatchObject([200, { status: 'success' }])
  return (body as { data: unknown }).data
}

describe('query', () => {
  it.each([
    [
      'up',
      160,
      {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'up', job: 'a' }, value: [160, '2'] },
          { metric: { __name__: 'up', job: 'b' }, value: [160, '0.5'] },
        ],
      },
    ],
    [
      'odd',
      '100.25',
      {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'odd', kind: 'inf' }, value: [100.25, '+Inf'] },
          { metric: { __name__: 'odd', kind: 'nan' }, value: [100.25, 'NaN'] },
          { metric: { __name__: 'odd', kind: 'small' }, value: [100.25, '1e-07'] },
        ],
      },
    ],
    ['1/0', 1, { resultType: 'scalar', result: [1, '+Inf'] }],
    ['"text"', 1, { resultType: 'string', result: [1, 'text'] }],
    [
      'up{job="b"}[1m]',
      101,
      { resultType: 'matrix', result: [{ metric: { __name__: 'up', job: 'b' }, values: [[100.5, '0.5']] }] },
    ],
    ['none', 1, { resultType: 'vector', result: [] }],
    [
      'up{job="b"}',
      '1970-01-01T00:02:00Z',
      { resultType: 'vector', result: [{ metric: { __name__: 'up', job: 'b' }, value: [120, '0.5'] }] },
    ],
  ])('%s at %s', async (text, time, data) => {
    expect(await dataOf(`/query?query=${encodeURIComponent(text)}&time=${time}`)).toEqual(data)
  })
  it('takes its parameters from a form', async () => {
    const { body } = await post(
      '/query',
      'query=up%7Bjob%3D%22b%22%7D&time=101',
      'application/x-www-form-urlencoded',
    )
    expect(body).toMatchObject({ data: { result: [{ value: [101, '0.5'] }] } })
  })
  it('is at the present without a time', async () => {
    expect(await dataOf('/query?query=up')).toEqual({ resultType: 'vector', result: [] })
  })
  it('cuts at the limit, and says so', async () => {
    expect((await get('/query?query=up&time=160&limit=1')).body).toMatchObject({
      data: { result: [{ metric: { job: 'a' } }] },
      warnings: ['results truncated due to limit'],
    })
  })
})

describe('query_range', () => {
  const range = (text: string, rest: string) => `/query_range?query=${encodeURIComponent(text)}&${rest}`

  it('answers values by time, gaps left out', async () => {
    expect(await dataOf(range('up', 'start=99.5&end=160.5&step=30.5'))).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up', job: 'a' },
          values: [
            [130, '1'],
            [160.5, '2'],
          ],
        },
        {
          metric: { __name__: 'up', job: 'b' },
          values: [
            [130, '0.5'],
            [160.5, '0.5'],
          ],
        },
      ],
    })
  })
  it('keeps a NaN that is a value', async () => {
    expect(await dataOf(range('odd{kind="nan"}', 'start=100&end=100&step=1m'))).toMatchObject({
      result: [{ values: [[100, 'NaN']] }],
    })
  })
  it('says in infos what is doubtful, and where', async () => {
    const { body } = await get(range('rate(up[2m])', 'start=160&end=160&step=1'))
    expect(body).toMatchObject({
      status: 'success',
      infos: [expect.stringMatching(/^PromQL info: .* \(1:6\)$/)],
    })
  })
  it('writes large answers whole', async () => {
    const data = (await dataOf(
      range('vector(1) or label_replace(vector(2), "a", "b", "", "")', 'start=0&end=10999&step=1'),
    )) as { result: { values: unknown[] }[] }
    expect(data.result.map(({ values }) => values.length)).toEqual([11_000, 11_000])
  })

  it.each([
    ['start=0&end=11000&step=1', 200],
    ['start=0&end=11001&step=1', 400],
    ['start=0&end=10&step=0', 400],
    ['start=0&end=10&step=-1', 400],
    ['start=10&end=9&step=1', 400],
    ['start=x&end=9&step=1', 400],
    ['end=9&step=1', 400],
    ['start=0&end=9&step=x', 400],
    ['start=1970-01-01T00:00:00Z&end=1970-01-01T01:00:00%2B01:00&step=1m30s', 200],
  ])('%s is answered with %i', async (rest, status) => {
    const found = await get(range('1', rest))
    expect(found.status).toBe(status)
    expect(found.body).toMatchObject(
      status === 200 ? { status: 'success' } : { status: 'error', errorType: 'bad_data' },
    )
  })
})

describe('errors', () => {
  it.each([
    ['/query?query=sum(up&time=1', 400, 'bad_data', /^invalid parameter "query": 1:\d+: parse error: /],
    ['/query?query=rate(up)&time=1', 400, 'bad_data', /^invalid parameter "query": 1:6: parse error: /],
    [
      '/query?query=up&time=x',
      400,
      'bad_data',
      /^invalid parameter "time": cannot parse "x" to a valid timestamp$/,
    ],
    ['/query?query=up%20%2B%20on()%20up&time=160', 422, 'execution', /./],
    ['/query_range?query=up%5B1m%5D&start=0&end=1&step=1', 400, 'bad_data', /./],
    ['/series', 400, 'bad_data', /^no match\[\] parameter provided$/],
    ['/series?match[]=%7B%7D', 400, 'bad_data', /^invalid parameter "match\[\]": /],
    ['/series?match[]=sum(up)', 400, 'bad_data', /"sum\(up\)" is not a selector$/],
    ['/labels?limit=-1', 400, 'bad_data', /^invalid parameter "limit": limit must be non-negative$/],
    ['/nothing', 404, 'not_found', /./],
  ])('%s', async (path, status, errorType, error) => {
    expect(await get(path)).toEqual({
      status,
      body: { status: 'error', errorType, error: expect.stringMatching(error) },
    })
  })
})

describe('the catalogue', () => {
  it.each([
    [
      '/series?match[]=up&match[]=requests_total',
      [{ __name__: 'requests_total' }, { __name__: 'up', job: 'a' }, { __name__: 'up', job: 'b' }],
    ],
    ['/series?match[]=up&start=101&end=200', [{ __name__: 'up', job: 'a' }]],
    ['/series?match[]=up&start=161', []],
    ['/labels', ['__name__', 'job', 'kind']],
    ['/labels?match[]=up', ['__name__', 'job']],
    ['/label/job/values', ['a', 'b']],
    ['/label/__name__/values', ['odd', 'requests_total', 'up']],
    ['/label/job/values?match[]=up%7Bjob!="a"%7D', ['b']],
    ['/label/none/values', []],
    ['/metadata?metric=up', { up: [{ type: 'gauge', help: 'Whether.', unit: '' }] }],
  ])('%s', async (path, data) => {
    expect(await dataOf(path)).toEqual(data)
  })
  it.each(['/series?match[]=up&limit=1', '/labels?limit=1', '/label/job/values?limit=1'])(
    '%s is cut, and says so',
    async path => {
      expect((await get(path)).body).toMatchObject({
        data: [expect.anything()],
        warnings: ['results truncated due to limit'],
      })
    },
  )
  it('names a version that clients can compare', async () => {
    expect(await dataOf('/status/buildinfo')).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    })
  })
})

describe('import', () => {
  it('says what came in', async () => {
    expect((await post('/import?format=csv', 'time,metric,value\n10,csv_one,1\n20,csv_one,2')).body).toEqual({
      status: 'success',
      data: { samples: 2, series: 1, window: { from: 10, to: 20.001 } },
    })
    expect(await dataOf('/query?query=csv_one&time=20')).toMatchObject({ result: [{ value: [20, '2'] }] })
  })
  it.each([
    ['text/csv; charset=utf-8', 'time,m_csv\n10,1'],
    ['application/openmetrics-text; version=1.0.0', 'm_csv 1 10\n# EOF'],
    ['text/plain', 'm_csv 1 10000'],
  ])('takes %s by its content type', async (type, text) => {
    expect((await post('/import', text, type)).body).toMatchObject({ data: { window: { from: 10 } } })
  })
  it('refuses a file with a bad line, and imports nothing of it', async () => {
    expect(await post('/import?format=openmetrics', 'bad_one 1 10\nbad_one x 20\nbad_one 2 30')).toEqual({
      status: 400,
      body: {
        status: 'error',
        errorType: 'bad_data',
        error:
          'Line 2: the value “x” is not a number. Nothing of this file was imported; the 1 line before it was good.',
      },
    })
    expect(await dataOf('/series?match[]=bad_one')).toEqual([])
  })
  it('refuses what is too large', async () => {
    const { status, body } = await post('/import?format=openmetrics', 'x 1 10\n'.repeat(20_000))
    expect([status, body]).toMatchObject([413, { error: expect.stringContaining('100,000 bytes') }])
  })
  it.each(['/import', '/import?format=xml'])(
    '%s: refuses a format that it does not know, naming those it does',
    async path => {
      expect(await post(path, 'x')).toMatchObject({
        status: 400,
        body: { error: expect.stringMatching(/format=openmetrics, .*format=csv/) },
      })
    },
  )
})
