import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelKey, printLabels } from '#shared/series/labels.ts'
import { described, fakeStore, pieces, taken } from './notation.ts'
import { ingest } from '#server/ingest/ingest.ts'

const refused = (line: number, reason: string, good: string) => [
  'abandoned',
  `Line ${line}: ${reason}. Nothing of this file was imported; ${good} before it ${good.includes('lines') ? 'were' : 'was'} good.`,
]

describe('OpenMetrics text', () => {
  it.each<[string, string, readonly string[]]>([
    ['a bare name', 'up 1 10', ['up 1@10000']],
    ['labels', 'up{job="a",node="b"} 1 10', ['up{job="a", node="b"} 1@10000']],
    [
      'blanks wherever they may be',
      'up { job = "a" , node="b" , }  1   10 ',
      ['up{job="a", node="b"} 1@10000'],
    ],
    ['no labels between braces', 'up{} 1 10', ['up 1@10000']],
    ['escapes', String.raw`up{a="\\ \" \n"} 1 10`, [String.raw`up{a="\\ \" \n"} 1@10000`]],
    ['braces, commas and hashes within quotes', 'up{a="} , { # ="} 1 10', ['up{a="} , { # ="} 1@10000']],
    ['a name in quotes', '{"my metric", "my label"="a"} 1 10', ['{"my metric", "my label"="a"} 1@10000']],
    ['fractions of a second', 'up 1 10.0015', ['up 1@10002']],
    ['time 0', 'up 1 0', ['up 1@0']],
    ['milliseconds, seen by their size', 'up 1 1793000000123', ['up 1@1793000000123']],
    [
      'all forms of numbers',
      'up +Inf 1\nup -Inf 2\nup NaN 3\nup 1e3 4\nup -.5 5\nup inf 6',
      ['up Infinity@1000 -Infinity@2000 NaN@3000 1000@4000 -0.5@5000 Infinity@6000'],
    ],
    ['exemplars, passed over', 'b_bucket{le="1"} 5 10 # {trace="x"} 0.7 9', ['b_bucket{le="1"} 5@10000']],
    ['comments and empty lines, passed over', '# so\n\nup 1 10\n# EOF\n', ['up 1@10000']],
    ['the ends of lines of Windows', 'up 1 10\r\nup 2 20\r\n', ['up 1@10000 2@20000']],
    ['an empty label, which is none', 'up{a=""} 1 10', ['up 1@10000']],
  ])('takes %s', async (_, text, series) => {
    expect(await taken('openmetrics', text)).toEqual(series)
  })

  it.each<[string, string, number, string, string]>([
    ['a value that is no number', 'up 1 10\nup x 20', 2, 'the value “x” is not a number', 'the 1 line'],
    ['no value', '# HELP up x\nup', 2, 'the value is missing', 'the 0 lines'],
    ['no time', 'up 1', 1, 'the sample has no time; every sample needs one', 'the 0 lines'],
    [
      'an exemplar in place of the time',
      'up 1 # {} 1',
      1,
      'the sample has no time; every sample needs one',
      'the 0 lines',
    ],
    ['a time that is none', 'up 1 soon', 1, '“soon” is not a time in seconds from 1970 on', 'the 0 lines'],
    ['a time before 1970', 'up 1 -5', 1, '“-5” is not a time in seconds from 1970 on', 'the 0 lines'],
    ['something left over', 'up 1 10 20', 1, '“20” is left over at the end', 'the 0 lines'],
    ['an open brace', 'up 1 1\nup 1 2\nup{a="b" 1 10', 3, 'a brace is not closed', 'the 2 lines'],
    ['an open quote', 'up{a="b} 1 10', 1, 'a quote is not closed', 'the 0 lines'],
    ['a label without a value', 'up{a} 1 10', 1, 'the label “a” has no value', 'the 0 lines'],
    ['a label without quotes', 'up{a=b} 1 10', 1, '“a=b}” is not a label with its value', 'the 0 lines'],
    ['a label twice', 'up{a="1",a="2"} 1 10', 1, 'the label “a” comes twice', 'the 0 lines'],
    ['no name', '{a="1"} 1 10', 1, 'the metric has no name', 'the 0 lines'],
    ['an unknown type', '# TYPE up thing', 1, '“thing” is not a type of metric', 'the 0 lines'],
    ['text after the end', '# EOF\nup 1 10', 2, 'there is more text after “# EOF”', 'the 0 lines'],
  ])('refuses %s, naming line and reason', async (_, text, line, reason, good) => {
    expect(await taken('openmetrics', text)).toEqual(refused(line, reason, good))
  })

  it('refuses what is not UTF-8', async () => {
    expect(await taken('openmetrics', Uint8Array.of(0x75, 0xff, 0x0a))).toEqual(
      refused(1, 'the text is not UTF-8', 'the 0 lines'),
    )
  })
  it('refuses a line without end before it fills the memory', async () => {
    expect(await taken('openmetrics', 'x'.repeat(3_000_000))).toEqual(
      refused(1, 'the line is longer than 1,000,000 characters', 'the 0 lines'),
    )
  })
  it('keeps what is said of the metrics, a counter under the name of its samples', async () => {
    const text =
      '# HELP a A\\nlong \\\\ help\n# TYPE a counter\n# UNIT a seconds\na_total 1 1\n# TYPE b histogram\n'
    expect(await described('openmetrics', text)).toEqual([
      { metric: 'a_total', type: 'counter', help: 'A\nlong \\ help', unit: 'seconds' },
      { metric: 'b', type: 'histogram', help: '', unit: '' },
    ])
  })
  it('has the same samples however the bytes are cut', async () => {
    const text = 'up{a="é🙂"} 1 10\r\nup{a="é🙂"} 2 20'
    for (let size = 1; size < 12; size++)
      expect(await taken('openmetrics', text, size)).toEqual(['up{a="é🙂"} 1@10000 2@20000'])
  })
  it('hands long files on in parts', async () => {
    const store = fakeStore()
    const block = Array.from({ length: 10_000 }, (_, i) => `up{n="${i % 7}"} ${i} ${i}\n`).join('')
    const all = async function* () {
      for (let i = 0; i < 110; i++) yield* pieces(block)
    }
    expect(await ingest(all(), 'openmetrics', store.samples)).toMatchObject({
      ok: true,
      committed: { samples: 1_100_000 },
    })
    expect(store.batches.length).toBeGreaterThan(1)
  })

  const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
  const value = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Infinity, -Infinity, NaN))
  const series = fc.record({
    labels: fc.dictionary(name, fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })),
    metric: fc.oneof(name, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })),
    samples: fc.array(fc.tuple(fc.nat(4e12), value), { minLength: 1, maxLength: 5 }),
  })
  const word = (number: number) =>
    Number.isFinite(number) ? String(number) : String(number).replace('Infinity', 'Inf')
  const time = (at: number) => `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}`

  it('reads back what was printed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(series, { selector: each => labelKey({ ...each.labels, __name__: each.metric }) }),
        async all => {
          const text = all.map(({ labels, metric, samples }) =>
            samples
              .map(
                ([at, number]) =>
                  `${printLabels({ ...labels, __name__: metric })} ${word(number)} ${time(at)}\n`,
              )
              .join(''),
          )
          const store = fakeStore()
          const result = await ingest(pieces(text.join(''), 7), 'openmetrics', store.samples)
          expect(result.ok).toBe(true)
          expect(store.batches.flatMap(batch => batch.series)).toEqual(
            all.map(({ labels, metric, samples }) => ({
              labels: { ...labels, __name__: metric },
              times: Float64Array.from(samples, ([at]) => at),
              values: Float64Array.from(samples, ([, number]) => number),
            })),
          )
        },
      ),
      { seed: 20261103, numRuns: 200 },
    ))
})

describe('Prometheus text', () => {
  it('has its times in milliseconds, however small', async () => {
    expect(await taken('prometheus', 'up 1 10')).toEqual(['up 1@10'])
  })
  it('names counters as they are', async () => {
    expect(await described('prometheus', '# TYPE a counter\na 1 1')).toEqual([
      { metric: 'a', type: 'counter', help: '', unit: '' },
    ])
  })
})
