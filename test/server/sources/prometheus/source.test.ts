import { plainConnection } from '#shared/wire/wire.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource, type PrometheusPlace } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import * as fake from '#test/server/sources/fake.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const never = new AbortController().signal
const grid = { start: 1_000_000, step: 10_000, count: 4 }
const up: readonly Matcher[] = [{ name: '__name__', op: '=', value: 'up' }]

type Stage = { readonly server: fake.Fake; readonly source: Source }

async function serving(
  behaviour: fake.Behaviour,
  now?: () => number,
  change: Partial<PrometheusPlace> = {},
): Promise<Stage> {
  const server = await fake.openFake(behaviour)
  const outbound = openOutbound(
    {
      connect: 500,
      begin: 80,
      pause: 80,
      whole: behaviour === fake.drip ? 200 : 10_000,
      largest: 1 << 20,
    },
    { wait: async () => {} },
  )
  open.push(server.close, outbound.close)
  const place = { id: 'p', title: 'P', ...plainConnection, address: server.address, ...change }
  return { server, source: prometheusSource(place, outbound, now) }
}

const against = (behaviour: fake.Behaviour, auth: PrometheusPlace['auth'] = { kind: 'none' }) =>
  serving(behaviour, undefined, { auth })

const ask = (source: Source, text = 'up', signal = never) => source.query({ text, grid }, signal)

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Failed) return error.failure
  throw new Error('expected a failure', { cause: error })
}

const matrix = (...result: readonly unknown[]) => fake.success({ resultType: 'matrix', result })

describe('a range query', () => {
  it('goes out as a form, in seconds, from the first instant to the last', async () => {
    const { server, source } = await against(matrix())
    await ask(source, 'sum(up) or "ü"')
    const [seen] = server.seen
    expect([seen?.method, seen?.path]).toEqual(['POST', '/api/v1/query_range'])
    expect(Object.fromEntries(seen?.form ?? [])).toEqual({
      query: 'sum(up) or "ü"',
      start: '1000',
      end: '1030',
      step: '10',
    })
  })

  it('comes back on the grid: absent points are gaps, a NaN is a value, series are sorted', async () => {
    const { source } = await against(
      matrix(
        {
          metric: { job: 'b' },
          values: [
            [1000, '1'],
            [1020, 'NaN'],
            [1030, '+Inf'],
          ],
        },
        { metric: { job: 'a', empty: '' }, values: [[1010.0, '-1.5e-7']] },
      ),
    )
    const { frame } = await ask(source)
    expect(frame).toEqual({
      grid,
      series: [
        { labels: { job: 'a' }, values: new Float64Array([NaN, -1.5e-7, NaN, NaN]) },
        {
          labels: { job: 'b' },
          values: new Float64Array([1, NaN, NaN, Infinity]),
          present: new Uint8Array([1, 0, 1, 1]),
        },
      ],
    })
  })

  it('brings warnings and infos along, with their places', async () => {
    const infos = ['PromQL info: metric might not be a counter: "up" (1:6)']
    const { source } = await against(
      fake.success({ resultType: 'matrix', result: [] }, { warnings: ['slow store'], infos }),
    )
    expect((await ask(source, 'rate(up[5m])')).remarks).toEqual([
      { level: 'partial', message: 'slow store' },
      { level: 'info', message: 'metric might not be a counter: "up"', span: { from: 5, to: 7 } },
    ])
  })

  it('is partial where VictoriaMetrics or a store of Thanos says so', async () => {
    const empty = { resultType: 'matrix', result: [] }
    const levels = async (more: object) =>
      (await ask((await against(fake.success(empty, more))).source)).remarks.map(one => one.level)
    expect(await levels({ isPartial: true })).toEqual(['partial'])
    expect(await levels({ isPartial: false })).toEqual([])
    expect(await levels({ warnings: ['receive series from store-1: rpc error'] })).toEqual(['partial'])
    expect(await levels({ warnings: ['PromQL warning: mixed buckets'] })).toEqual(['warning'])
    expect(await levels({ infos: ['a note'] })).toEqual(['info'])
  })

  it('off the steps of its own width asks VictoriaMetrics not to round it', async () => {
    const { server, source } = await against(matrix())
    await source.query({ text: 'up', grid: { ...grid, start: 1_000_003 } }, never)
    expect(server.seen[0]?.form.get('nocache')).toBe('1')
  })

  it('of more than 11,000 points is refused before it is asked', async () => {
    const { server, source } = await against(matrix())
    const failure = await failureOf(source.query({ text: 'up', grid: { ...grid, count: 11_001 } }, never))
    expect(failure).toMatchObject({ kind: 'limit', source: 'p', message: expect.stringContaining('11,000') })
    expect(server.seen.length).toBe(0)
  })

  it('of no points asks nobody', async () => {
    const { server, source } = await against(matrix())
    expect((await source.query({ text: 'up', grid: { ...grid, count: 0 } }, never)).frame.series).toEqual([])
    expect(server.seen.length).toBe(0)
  })

  it('is repeated as GET where POST is not allowed, and stays GET', async () => {
    const { server, source } = await against((seen, ...rest) =>
      (seen.method === 'POST' ? fake.text('no', 405) : matrix())(seen, ...rest),
    )
    await ask(source)
    await ask(source)
    expect(server.seen.map(one => one.method)).toEqual(['POST', 'GET', 'GET'])
    expect(server.seen[2]?.form.get('query')).toBe('up')
  })
})

describe('an error of the query', () => {
  const bad = (error: string) => fake.failure('bad_data', error, 400)
  it.each([
    [
      'sum(rate(up[5m])',
      'invalid parameter "query": 1:17: parse error: unclosed left parenthesis',
      'unclosed left parenthesis',
      [15, 16],
    ],
    [
      '{a="ü"} + foo(1)',
      'invalid parameter "query": 1:12: parse error: unknown function with name "foo"',
      'unknown function with name "foo"',
      [10, 13],
    ],
    [
      'up\n+ 😀',
      'invalid parameter "query": 2:3: parse error: unexpected character: \'😀\'',
      "unexpected character: '😀'",
      [5, 6],
    ],
    ['up{a=="b"}', '1:6: parse error: unexpected "="', 'unexpected "="', [5, 6]],
  ])('%s is shown at its place', async (text, error, message, [from, to]) => {
    const { source } = await against(bad(error))
    expect(await failureOf(ask(source, text))).toEqual({
      kind: 'query',
      message,
      source: 'p',
      span: { from, to },
    })
  })

  it.each([
    ['bad_data', 'invalid parameter "step"', 400, 'query'],
    ['422', 'error when executing query="x" for (time=1, step=2): unsupported function "x"', 422, 'query'],
    ['422', 'cannot select more than -search.maxSamplesPerQuery=1 samples', 422, 'limit'],
    ['execution', 'multiple matches for labels', 422, 'execution'],
    [
      'execution',
      'query processing would load too many samples into memory in query execution',
      422,
      'limit',
    ],
    ['timeout', 'query timed out in expression evaluation', 503, 'timeout'],
    ['internal', 'disk on fire', 500, 'source'],
    ['unavailable', 'shutting down', 503, 'source'],
  ] as const)('%s “%s” (%i) is of kind %s', async (type, error, status, kind) => {
    const { source } = await against(fake.failure(type, error, status))
    expect(await failureOf(ask(source))).toMatchObject({ kind, source: 'p' })
  })
})

describe('a source in trouble', () => {
  const shapes: readonly (readonly [string, unknown, RegExp])[] = [
    ['no data', undefined, /no matrix/],
    ['a vector', { resultType: 'vector', result: [] }, /no matrix/],
    ['a series that is a text', { resultType: 'matrix', result: ['x'] }, /a series is not an object/],
    [
      'labels that are numbers',
      { resultType: 'matrix', result: [{ metric: { a: 1 }, values: [] }] },
      /label a is not a text/,
    ],
    ['no values', { resultType: 'matrix', result: [{ metric: {} }] }, /no values/],
    [
      'numbers in place of texts',
      { resultType: 'matrix', result: [{ metric: {}, values: [[1000, 1]] }] },
      /not a text/,
    ],
    [
      'words in place of numbers',
      { resultType: 'matrix', result: [{ metric: {}, values: [[1000, 'many']] }] },
      /“many” is not a number/,
    ],
    [
      'an instant between',
      { resultType: 'matrix', result: [{ metric: {}, values: [[1005, '1']] }] },
      /not asked for/,
    ],
    [
      'an instant outside',
      { resultType: 'matrix', result: [{ metric: {}, values: [[1040, '1']] }] },
      /not asked for/,
    ],
    [
      'instants out of order',
      {
        resultType: 'matrix',
        result: [
          {
            metric: {},
            values: [
              [1010, '1'],
              [1000, '1'],
            ],
          },
        ],
      },
      /ascending/,
    ],
    [
      'a series twice',
      { resultType: 'matrix', result: [1, 2].map(() => ({ metric: { a: '1' }, values: [[1000, '1']] })) },
      /twice/,
    ],
  ]
  it.each(shapes)('that answers %s talks nonsense', async (_name, data, words) => {
    const { source } = await against(fake.success(data))
    expect(await failureOf(ask(source))).toMatchObject({
      kind: 'nonsense',
      source: 'p',
      message: expect.stringMatching(words),
    })
  })

  it('is left alone after Stop, which hangs up so that it stops too', async () => {
    const stop = new AbortController()
    const { server, source } = await against(() => stop.abort())
    expect(await failureOf(ask(source, 'up', stop.signal))).toMatchObject({ kind: 'stopped' })
    await server.hungUp()
  })
})

describe('signing in', () => {
  it('by token or by user and password', async () => {
    const bearer = await against(matrix(), { kind: 'bearer', token: 's3cret' })
    await ask(bearer.source)
    expect(bearer.server.seen[0]?.headers.authorization).toBe('Bearer s3cret')
    const basic = await against(matrix(), { kind: 'basic', user: 'me', password: 'pä' })
    await ask(basic.source)
    expect(basic.server.seen[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('me:pä').toString('base64')}`,
    )
  })

  it('never shows a secret, even where the source repeats it', async () => {
    const echo: fake.Behaviour = (seen, ...rest) =>
      fake.failure('internal', `bad header ${seen.headers.authorization}`, 500)(seen, ...rest)
    const { source } = await against(echo, { kind: 'bearer', token: 's3cret' })
    expect((await failureOf(ask(source))).message).toBe('bad header Bearer •••')
    const refused = await against(fake.text('no', 401), { kind: 'basic', user: 'me', password: 's3cret' })
    expect((await failureOf(ask(refused.source))).hint).toContain('does not accept')
  })
})

describe('completion', () => {
  it('asks for series with selectors, window and one more than the limit', async () => {
    const { server, source } = await against(
      fake.success([{ __name__: 'up', b: '1' }, { __name__: 'up' }, { a: '' }]),
    )
    expect(await source.series([up, []], { from: 1000, to: 2000 }, 2, never)).toEqual({
      series: [{ __name__: 'up', b: '1' }, { __name__: 'up' }],
      more: true,
    })
    const { form } = server.seen[0] ?? { form: new URLSearchParams() }
    expect(form.getAll('match[]')).toEqual(['{__name__="up"}', '{__name__!=""}'])
    expect([form.get('start'), form.get('end'), form.get('limit')]).toEqual(['1', '1.999', '3'])
  })

  it('sorts and cuts label names and values', async () => {
    const { source } = await against(fake.success(['b', 'a', 'c']))
    expect(await source.labelNames([], null, never)).toEqual(['a', 'b', 'c'])
    expect(await source.labelValues('job', [], null, 2, never)).toEqual(['a', 'b'])
    expect(await source.labelValues('job', [], null, 0, never)).toEqual(['a', 'b', 'c'])
  })

  it.each([
    ['job', '/api/v1/label/job/values'],
    ['a.b_c', '/api/v1/label/U__a_2e_b__c/values'],
    ['ü', '/api/v1/label/U___fc_/values'],
  ])('asks for the values of %s', async (name, path) => {
    const { server, source } = await against(fake.success([]))
    await source.labelValues(name, [], null, 10, never)
    expect(server.seen[0]?.path).toBe(path)
  })

  it('reads metadata, and takes the first of several entries', async () => {
    const { source } = await against(
      fake.success({
        up: [
          { type: 'gauge', help: 'Up.', unit: '' },
          { type: 'counter', help: 'no', unit: '' },
        ],
        odd: [{ type: 'info', help: '', unit: 'bytes' }],
      }),
    )
    expect(await source.metadata(never)).toEqual([
      { metric: 'odd', type: 'unknown', help: '', unit: 'bytes' },
      { metric: 'up', type: 'gauge', help: 'Up.', unit: '' },
    ])
  })

  it('is empty, not an error, where a server lacks the end point', async () => {
    const { source } = await against(fake.text('unsupported path', 404))
    expect(await source.metadata(never)).toEqual([])
    expect(await source.labelNames([], null, never)).toEqual([])
    expect(await source.labelValues('job', [], null, 10, never)).toEqual([])
  })

  it.each([[{}], [[1]], ['x']])('that is answered with %j is nonsense', async data => {
    const { source } = await against(fake.success(data))
    for (const work of [source.labelNames([], null, never), source.series([], null, 10, never)])
      expect((await failureOf(work)).kind).toBe('nonsense')
  })
})

describe('a test', () => {
  const build = { version: '3.5.3', revision: 'r', goVersion: 'go1.24' }
  const now = Date.UTC(2026, 10, 3, 12)
  const hour = 3_600_000

  /** A server whose data began so many hours ago, under the name of this metric. */
  const holding =
    (metric: string, hours: number): fake.Behaviour =>
    (seen, ...rest) => {
      const at = Number(seen.form.get('time') ?? 0) * 1000
      const has = seen.form.get('query')?.includes(`"${metric}"`) === true && at >= now - hours * hour
      const data = seen.path.endsWith('buildinfo')
        ? build
        : seen.path.endsWith('values')
          ? [metric]
          : { resultType: 'vector', result: has ? [{ metric: {}, value: [at / 1000, '1'] }] : [] }
      fake.success(data)(seen, ...rest)
    }

  const against = async (behaviour: fake.Behaviour) => {
    const stage = await serving(behaviour, () => now)
    return stage.source.test(never)
  }

  it.each([['up'], ['pushed_total']])(
    'says who answers, how many metrics there are and how far back data goes, by %s',
    async metric => {
      const { oldest, ...found } = await against(holding(metric, 100))
      expect(found).toMatchObject({ server: 'Prometheus', version: '3.5.3', metrics: 1 })
      expect(Math.abs((oldest ?? 0) - (now - 100 * hour))).toBeLessThanOrEqual(hour)
    },
  )

  it('does without build information, and without knowing how far back data goes', async () => {
    const found = await against((seen, ...rest) => {
      if (seen.form.get('query')?.includes('last_over_time') === true) fake.text('', 500)(seen, ...rest)
      else if (seen.path.endsWith('buildinfo')) fake.text('', 404)(seen, ...rest)
      else fake.success(seen.path.endsWith('values') ? ['a'] : {})(seen, ...rest)
    })
    expect(found).toMatchObject({ server: 'Prometheus API', version: 'unknown', metrics: 1, oldest: null })
  })

  it('does not do without queries', async () => {
    const failure = await failureOf(against(fake.text('', 404)))
    expect(failure.message).toContain('no Prometheus API')
  })
})
