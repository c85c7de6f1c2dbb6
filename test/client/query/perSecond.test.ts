import { describe, expect, it } from 'vitest'
import { perSecond } from '#client/query/words/perSecond.ts'

const offered = (text: string) =>
  perSecond({ id: 'A', source: 'embedded', language: 'promql', text, legend: '', removed: false })

describe('offering a rate', () => {
  it.each([
    ['up_total', 'rate(up_total[1m])'],
    ['up_total{app="a"}', 'rate(up_total{app="a"}[1m])'],
    ['rate(up_total[5m])', null],
    ['sum(up_total)', null],
    ['node_load1', null],
    ['up_total[5m]', null],
    ['', null],
  ])('%s', (text, expected) => expect(offered(text)).toBe(expected))
})
