import { describe, expect, it } from 'vitest'
import { readAnswer } from '#server/sources/prometheus/answer/read.ts'
import { Failed } from '#shared/query/failure.ts'

const grid = { start: 0, step: 1000, count: 11_000 }

const answer = (data: string) => ({
  status: 200,
  url: 'http://prometheus:9090/api/v1/x',
  headers: {},
  body: new TextEncoder().encode(`{"data":${data},"status":"success"}`),
})
const common = { query: undefined, signsIn: false } as const
const failureOf = (work: () => unknown) => {
  try {
    work()
    return 'read'
  } catch (error) {
    if (error instanceof Failed) return error.failure.kind
    throw error
  }
}
const many = (count: number, one: (i: number) => string, open: string, close: string) =>
  open + Array.from({ length: count }, (_, i) => one(i)).join(',') + close

describe('an answer', () => {
  it('of few bytes that would fill the memory is a failure: series of one point each', () => {
    const result = many(4000, i => `{"metric":{"i":"${i}"},"values":[[0,"1"]]}`, '[', ']')
    const data = `{"result":${result},"resultType":"matrix"}`
    expect(failureOf(() => readAnswer(answer(data), { ...common, as: 'matrix', given: [grid] }))).toBe(
      'limit',
    )
  })

  it('with more entries than anybody can use is a failure', () => {
    const data = many(1_000_001, () => '""', '[', ']')
    expect(failureOf(() => readAnswer(answer(data), { ...common, as: 'texts', given: [] }))).toBe('limit')
  })

  it.each([
    ['texts', '["a",1]'],
    ['texts', '{"a":1}'],
    ['labelSets', '[{"a":1}]'],
    ['labelSets', '["a"]'],
    ['metadata', '["a"]'],
    ['filled', '{"result":{}}'],
    ['filled', '"x"'],
  ] as const)('read as %s is nonsense where it is %s', (as, data) => {
    expect(failureOf(() => readAnswer(answer(data), { ...common, as, given: [] }))).toBe('nonsense')
  })

  it.each([
    ['texts', 'null', []],
    ['labelSets', '[{"b":"2","a":"1"}]', [{ a: '1', b: '2' }]],
    ['fields', '{"version":"3.5.0","n":1}', { version: '3.5.0' }],
    ['fields', '"none"', {}],
    ['filled', '{"resultType":"vector","result":[ ]}', false],
    ['filled', '{"resultType":"vector","result":[{}]}', true],
    ['nothing', '[1]', null],
  ] as const)('read as %s gives what %s says', (as, data, expected) => {
    expect(readAnswer(answer(data), { ...common, as, given: [] }).data).toEqual(expected)
  })

  it.each([
    ['[0,"1"]', 1],
    [' [ 0 , "1" ] ', 1],
    ['[0,"-0"]', -0],
    ['[0,"0.30000000000000004"]', 0.30000000000000004],
    ['[0.0,"1e-7"]', 1e-7],
    ['[0e0,"+5."]', 5],
    ['[0,".5"]', 0.5],
    ['[0,"\\u0031"]', 1],
    ['[0,"123456789.012345"]', 123456789.012345],
    ['[0,"+Inf"]', Infinity],
  ])('reads the point %s', (point, value) => {
    const data = `{"resultType":"matrix","result":[{"metric":{},"values":[${point}]}]}`
    const one = { ...grid, count: 1 }
    const { frame } = readAnswer(answer(data), { ...common, as: 'matrix', given: [one] }).data
    expect(frame.series[0]?.values[0]).toBe(value)
  })
})
