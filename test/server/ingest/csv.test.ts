import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ingest } from '#server/ingest/ingest.ts'
import { printLabels } from '#shared/series/labels.ts'
import { fakeStore, pieces, taken } from './notation.ts'

describe('CSV', () => {
  it.each<[string, string, readonly string[]]>([
    ['wide, with bare names', 'time,up,down\n10,1,2\n20,3,4', ['up 1@10000 3@20000', 'down 2@10000 4@20000']],
    [
      'wide, with labels in the header',
      'time,"up{job=""a"", node=""b""}"\n10,1',
      ['up{job="a", node="b"} 1@10000'],
    ],
    ['wide, with names that are no usual ones', 'Time,p99 latency\n10,1', ['{"p99 latency"} 1@10000']],
    [
      'long, every other column a label',
      'time,metric,job,value\n10,up,a,1\n20,up,a,2\n10,up,,3',
      ['up{job="a"} 1@10000 2@20000', 'up 3@10000'],
    ],
    ['long, in any order of columns', 'value,Node,__name__,Timestamp\n1,a,up,10', ['up{Node="a"} 1@10000']],
    ['empty cells, which are no samples', 'time,up,down\n10,,2\n20,3,', ['down 2@10000', 'up 3@20000']],
    [
      'quotes, and line breaks within them',
      'time,metric,a,value\n10,up,"x, ""y""\nz",1',
      [String.raw`up{a="x, \"y\"\nz"} 1@10000`],
    ],
    ['empty lines, Windows and a byte order mark', '\uFEFFtime,up\r\n\r\n10,1\r\n', ['up 1@10000']],
  ])('takes %s', async (_, text, series) => {
    expect((await taken('csv', text)).toSorted()).toEqual(series.toSorted())
  })

  it.each([
    ['1793000000', 1_793_000_000_000],
    ['1793000000.25', 1_793_000_000_250],
    ['1793000000250', 1_793_000_000_250],
    ['0', 0],
    ['2026-11-03T14:02:00Z', Date.UTC(2026, 10, 3, 14, 2)],
    ['2026-11-03 14:02:00.5', Date.UTC(2026, 10, 3, 14, 2, 0, 500)],
    ['2026-11-03T14:02+02:00', Date.UTC(2026, 10, 3, 12, 2)],
    ['2026-11-03 14:02:00 +0200', Date.UTC(2026, 10, 3, 12, 2)],
    ['2026-11-03', Date.UTC(2026, 10, 3)],
  ])('takes the time %s', async (text, at) => {
    expect(await taken('csv', `time,up\n${text},1`)).toEqual([`up 1@${at}`])
  })

  it.each<[string, string, string]>([
    [
      'a value that is no number',
      'time,up\n10,1\n20,x\n30,1',
      'Line 3: the value “x” is not a number. Nothing of this file was imported; the 1 line before it was good.',
    ],
    [
      'a time that is none',
      'time,up\nyesterday,1',
      'Line 2: “yesterday” is not a time from 1970 on. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'a day that there is not',
      'time,up\n2026-13-01,1',
      'Line 2: “2026-13-01” is not a time from 1970 on. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'no time',
      'time,up\n,1',
      'Line 2: the time is missing. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'too few cells',
      'time,up,down\n10,1,1\n20,1,1\n30,1',
      'Line 4: there are 2 cells, and the header has 3. Nothing of this file was imported; the 2 lines before it were good.',
    ],
    [
      'no column of times',
      'when,up\n10,1',
      'Line 1: no column is called “time”; there are “when”, “up”. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'only a column of times',
      'time\n10',
      'Line 1: there is no column beside the time. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'a column twice',
      'time,up,up\n10,1,2',
      'Line 1: the column “up” comes twice. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'a column without a name',
      'time,up,\n10,1,2',
      'Line 1: column 3 has no name. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'a metric without a name',
      'time,metric,value\n10,,1',
      'Line 2: the metric has no name. Nothing of this file was imported; the 0 lines before it were good.',
    ],
    [
      'nothing at all',
      '',
      'Line 1: the file is empty. Nothing of this file was imported; the 0 lines before it were good.',
    ],
  ])('refuses %s, naming line and reason', async (_, text, words) => {
    expect(await taken('csv', text)).toEqual(['abandoned', words])
  })
  it('refuses a quote that is never closed', async () => {
    const [end, words] = await taken('csv', 'time,up\n10,1\n20,"1')
    expect(end).toBe('abandoned')
    expect(words).toMatch(/^Line 3: this is not CSV: /)
  })
  it('passes on what breaks the stream, and imports nothing', async () => {
    const store = fakeStore()
    const broken = async function* () {
      yield* pieces('time,up\n10,1\n')
      throw new Error('gone')
    }
    await expect(ingest(broken(), 'csv', store.samples)).rejects.toThrow('gone')
    expect(store.end()).toBe('abandoned')
  })

  const cell = fc.string({ minLength: 1, maxLength: 8 }).filter(text => text.trim() === text && text !== '')
  const rows = fc.array(fc.record({ at: fc.nat(4e9), value: fc.double({ noNaN: true }), a: cell, b: cell }), {
    minLength: 1,
    maxLength: 20,
  })
  const quote = (text: string) => `"${text.replace(/"/g, '""')}"`

  it('reads back what was printed, long', () =>
    fc.assert(
      fc.asyncProperty(rows, async all => {
        const text = all.map(({ at, value, a, b }) => `${at},${quote(a)},m,${value},${quote(b)}\r\n`).join('')
        const found = await taken('csv', `time,a,metric,value,b\r\n${text}`, 5)
        const samples = found.flatMap(line => {
          const [, series, rest] = /^(.*\}) ([^}]*)$/s.exec(line) ?? []
          return (rest ?? '').split(' ').map(sample => `${series} ${sample}`)
        })
        const wanted = all.map(
          ({ at, value, a, b }) => `${printLabels({ __name__: 'm', a, b })} ${value}@${at * 1000}`,
        )
        expect(samples.toSorted()).toEqual(wanted.toSorted())
      }),
      { seed: 20261103, numRuns: 100 },
    ))
})
