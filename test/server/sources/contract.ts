import { describe, expect, it } from 'vitest'
import type { Source } from '#server/sources/source.ts'
import { Failed } from '#shared/query/failure.ts'
import { printLabels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { RawSeries } from '#shared/series/series.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 3, 12)

const series = (labels: Record<string, string>, values: readonly number[], from = start): RawSeries => ({
  labels,
  times: Float64Array.from(values, (_, i) => from + i * minute),
  values: Float64Array.from(values),
})

/** The samples that a source under this contract must hold, and nothing else; one every minute from 12:00 on. */
export const contractSeries = (): readonly RawSeries[] => [
  series({ __name__: 'up', job: 'a', node: 'n1' }, [1, 1, 0, 1]),
  series({ __name__: 'up', job: 'a', node: 'n2' }, [1, 1, 1, 1]),
  series({ __name__: 'up', job: 'b' }, [0, 0, 0, 0]),
  series({ __name__: 'requests_total', job: 'a' }, [0, 60, 120, 180]),
]

const equal = (name: string, value: string): Matcher => ({ name, op: '=', value })
const named = (name: string) => equal('__name__', name)
const window = { from: start, to: start + 4 * minute }
const elsewhere = { from: start - 100 * minute * 60, to: start - 99 * minute * 60 }
const grid = { start, step: minute, count: 4 }
const wanted = () => new AbortController().signal

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof Failed ? error.failure.kind : `threw ${String(error)}`),
  )

/** What every source owes to its callers. `open` answers one that holds `contractSeries`. */
export function sourceContract(name: string, open: () => Source) {
  const query = async (text: string) => {
    const { frame } = await open().query({ text, grid }, wanted())
    return frame.series.map(each => [printLabels(each.labels), ...each.values])
  }

  describe(`${name} as a source`, () => {
    it('answers a query at every instant of the grid that was asked for, sorted by labels', async () => {
      const { frame } = await open().query({ text: 'up', grid }, wanted())
      expect(frame.grid).toEqual(grid)
      expect(await query('up')).toEqual([
        ['up{job="a", node="n1"}', 1, 1, 0, 1],
        ['up{job="a", node="n2"}', 1, 1, 1, 1],
        ['up{job="b"}', 0, 0, 0, 0],
      ])
    })
    it('answers aggregations, rates and numbers', async () => {
      expect(await query('sum by (job) (up)')).toEqual([
        ['{job="a"}', 2, 2, 1, 2],
        ['{job="b"}', 0, 0, 0, 0],
      ])
      expect(await query('rate(requests_total[2m])')).toEqual([['{job="a"}', NaN, expect.any(Number), 1, 1]])
      expect(await query('1 + 1')).toEqual([['{}', 2, 2, 2, 2]])
    })
    it('tells a gap from a value that is NaN', async () => {
      const { frame } = await open().query({ text: 'up{job="b"} / up{job="b"}', grid }, wanted())
      expect([...(frame.series[0]?.values ?? [])]).toEqual([NaN, NaN, NaN, NaN])
      expect([...(frame.series[0]?.present ?? [])]).toEqual([1, 1, 1, 1])
    })
    it('answers no series where there is no data', async () => {
      expect(await query('nothing_of_that_name')).toEqual([])
    })
    it.each(['sum(up', 'rate(up)', 'up{', '', 'no_such_function(up)'])(
      'says of %j that the query is wrong',
      async text => {
        expect(await kindOf(open().query({ text, grid }, wanted()))).toBe('query')
      },
    )
    it('says of a match that is not one that it failed while evaluated', async () => {
      expect(await kindOf(open().query({ text: 'up + on() up', grid }, wanted()))).toBe('execution')
    })
    it('ends with “stopped” when nobody wants the answer', async () => {
      const stop = new AbortController()
      const asked = kindOf(open().query({ text: 'up', grid }, stop.signal))
      stop.abort()
      expect(await asked).toBe('stopped')
      expect(await kindOf(open().series([[named('up')]], null, 0, stop.signal))).toBe('stopped')
    })

    it('lists series that any selector matches, and says when there are more', async () => {
      const list = await open().series(
        [[named('up'), equal('job', 'a')], [named('requests_total')]],
        window,
        10,
        wanted(),
      )
      expect(list.more).toBe(false)
      expect(list.series.map(printLabels).toSorted()).toEqual([
        'requests_total{job="a"}',
        'up{job="a", node="n1"}',
        'up{job="a", node="n2"}',
      ])
      const cut = await open().series([[named('up')]], window, 2, wanted())
      expect([cut.series.length, cut.more]).toEqual([2, true])
    })
    it('lists no series where they have no samples', async () => {
      expect(await open().series([[named('up')]], elsewhere, 10, wanted())).toEqual({
        series: [],
        more: false,
      })
    })
    it('lists label names and values, sorted', async () => {
      expect(await open().labelNames([], window, wanted())).toEqual(['__name__', 'job', 'node'])
      expect(await open().labelNames([[named('requests_total')]], window, wanted())).toEqual([
        '__name__',
        'job',
      ])
      expect(await open().labelValues('job', [], window, 0, wanted())).toEqual(['a', 'b'])
      expect(await open().labelValues('job', [], window, 1, wanted())).toHaveLength(1)
      expect(
        await open().labelValues('job', [[named('up'), equal('node', 'n1')]], window, 0, wanted()),
      ).toEqual(['a'])
    })
    it('answers its test with a version and how many metrics it knows', async () => {
      const { version, metrics, took } = await open().test(wanted())
      expect([version === '', metrics, took >= 0]).toEqual([false, 2, true])
    })
  })
}
