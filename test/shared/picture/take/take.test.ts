import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { Asked } from '#shared/ask/request.ts'
import { csvOf, csvText } from '#shared/picture/take/csv.ts'
import { requestJson, requestText } from '#shared/picture/take/request.ts'
import { minute } from '#shared/time/window.ts'
import { input, query, window } from '#test/shared/picture/notation.ts'

describe('the data of a step as CSV', () => {
  it('has a row for each instant and a column for each series; a gap is empty', () => {
    const text = csvOf(input(['node=a: 1 _', 'node=b: 0.25 +Infinity']))
    expect(text.split('\r\n')).toEqual([
      'time,epoch_ms,"a {node=""a""}","b {node=""b""}"',
      '2026-11-03T12:00:00.000Z,1793707200000,1,0.25',
      '2026-11-03T12:01:00.000Z,1793707260000,,+Inf',
      '',
    ])
  })
  it('is read back by a reader of RFC 4180, whatever stands in a label', () => {
    const odd = input(['node=x: 1'], {
      answer: {
        kind: 'query',
        remarks: [],
        parts: [
          {
            query: 'a',
            shift: 0,
            frame: {
              grid: { start: 0, step: minute, count: 1 },
              series: [{ labels: { node: 'a,"b"\r\nc' }, values: Float64Array.of(1) }],
            },
          },
        ],
      },
    })
    const [head, row] = parse(csvOf(odd), { relax_quotes: false }) as string[][]
    expect(head).toHaveLength(3)
    expect(head?.[2]).toContain('a,"b"')
    expect(row?.[2]).toBe('1')
  })
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+cmd', `"'+cmd"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['a=1', 'a=1'],
    ['', ''],
  ])('writes %j so that no spreadsheet runs it', (text, cell) => expect(csvText(text)).toBe(cell))
  it('has the percentiles and the buckets of a histogram', () => {
    const text = csvOf(
      input(['le=1: 2', 'le=2: 4', 'le=+Inf: 5'], { queries: [query('sum by (le) (rate(x_bucket[1m]))')] }),
    )
    expect(text.split('\r\n')[0]).toBe(
      'time,epoch_ms,p50,p90,p99,bucket up to 1,bucket up to 2,bucket up to +Inf',
    )
    expect(text.split('\r\n')[1]).toContain(',1.25,2,2,2,2,1')
  })
})

describe('the request of a run', () => {
  const asked: Asked = {
    request: {
      kind: 'query',
      queries: [query('up{node="a"}', 'A'), { ...query('x', 'B'), removed: true }],
      against: null,
    },
    filled: { texts: { A: 'up{node="$node"}' }, values: { node: ['a'] } },
    window: window('12:00', '13:00'),
    blip: null,
    before: null,
    step: 15_000,
  }
  const sources = [{ id: 's', title: 'Production', kind: 'prometheus', address: 'https://secret@p' }]
  it('says what was asked of whom, from when to when and how finely', () => {
    expect(requestText(asked, sources)).toBe(
      [
        'A on Production (prometheus):',
        'up{node="a"}',
        'written as: up{node="$node"}',
        '',
        'from 2026-11-03T12:00Z to 2026-11-03T13:00Z, step 15 s',
      ].join('\n'),
    )
  })
  it('is the same for a program, and tells nothing of where a source is', () => {
    expect(JSON.parse(requestJson(asked, sources))).toEqual({
      queries: [
        {
          id: 'A',
          source: 'Production',
          language: 'promql',
          text: 'up{node="a"}',
          written: 'up{node="$node"}',
        },
      ],
      variables: { node: ['a'] },
      from: '2026-11-03T12:00Z',
      to: '2026-11-03T13:00Z',
      stepSeconds: 15,
    })
    expect(requestJson(asked, sources) + requestText(asked, sources)).not.toContain('secret')
  })
})
