import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SamplesLimits } from '#server/samples/samples.ts'
import { blockLength } from '#server/samples/store/schema.ts'
import { Failed } from '#shared/query/failure.ts'
import { printLabels } from '#shared/series/labels.ts'
import { matchers, raw, temporaryStore } from './notation.ts'

let t: ReturnType<typeof temporaryStore>
const begin = (limits?: Partial<SamplesLimits>) => void (t = temporaryStore(limits))
beforeEach(() => begin())
afterEach(() => t.remove())

const failureOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failed) return `${error.failure.kind}: ${error.failure.message}`
    throw error
  }
  return 'none'
}

describe('reading', () => {
  it('answers the samples of from < time <= to', () => {
    t.put(raw('up', '1@10 2@20 3@30 4@40'))
    expect(t.read('up', 10, 30)).toEqual(['up 2@20 3@30'])
  })
  it('answers nothing for a window without samples', () => {
    t.put(raw('up', '1@10 2@20'))
    expect(t.read('up', 11, 19)).toEqual([])
    expect(t.read('up', 20, 9e12)).toEqual([])
  })
  it('joins what lies in several blocks', () => {
    const edge = blockLength
    t.put(raw('up', `1@0 2@${edge - 1} 3@${edge} 4@${5 * edge} stale@${5 * edge + 1}`))
    expect(t.read('up')).toEqual([`up 1@0 2@${edge - 1} 3@${edge} 4@${5 * edge} stale@${5 * edge + 1}`])
    expect(t.read('up', edge - 1, edge)).toEqual([`up 3@${edge}`])
  })
  it('takes samples of any age, from time 0 on', () => {
    t.put(raw('up', '1@0 2@1 3@4102444800000'))
    expect(t.read('up')).toEqual(['up 1@0 2@1 3@4102444800000'])
  })
  it('shares the times of series of one target, and cuts them once', () => {
    const times = Float64Array.of(10, 20, 30)
    const series = ['a', 'b'].map(node => ({
      labels: { __name__: 'up', node },
      times,
      values: Float64Array.of(1, 2, 3),
    }))
    t.put(...series)
    const read = (from: number) =>
      [...t.store.reader(() => false)(matchers('up'), from, 1e9)].map(each => each.times)
    const [first, second] = read(-1)
    expect(first).toBe(second)
    const [third, fourth] = read(10)
    expect(third).toBe(fourth)
    expect([...(third ?? [])]).toEqual([20, 30])
  })

  describe('by matchers', () => {
    beforeEach(() => {
      t.put(
        raw('up{job="a",node="1"}', '1@1'),
        raw('up{job="b",node="2"}', '1@1'),
        raw('up{job="b"}', '1@1'),
        raw('down{job="a"}', '1@1'),
      )
    })
    it.each([
      ['up', ['up{job="a", node="1"}', 'up{job="b", node="2"}', 'up{job="b"}']],
      ['up{job="b"}', ['up{job="b", node="2"}', 'up{job="b"}']],
      ['up{job!="b"}', ['up{job="a", node="1"}']],
      ['up{node=""}', ['up{job="b"}']],
      ['up{node!=""}', ['up{job="a", node="1"}', 'up{job="b", node="2"}']],
      ['up{node=~"1|2"}', ['up{job="a", node="1"}', 'up{job="b", node="2"}']],
      ['up{node!~"1|2"}', ['up{job="b"}']],
      ['up{node=~"1?"}', ['up{job="a", node="1"}', 'up{job="b"}']],
      ['up{job="a",node="2"}', []],
      ['{job="a"}', ['up{job="a", node="1"}', 'down{job="a"}']],
      ['{__name__=~"d.*"}', ['down{job="a"}']],
      ['{__name__!="up"}', ['down{job="a"}']],
      ['left', []],
    ])('%s', (selector, found) => {
      expect(t.read(selector)).toEqual(found.map(each => `${each} 1@1`))
    })
  })
})

describe('an import', () => {
  it('is not seen before it is committed, then all of it at once', () => {
    const staging = t.store.begin()
    staging.append({ series: [raw('up', '1@10')] })
    staging.append({
      meta: [{ metric: 'up', type: 'gauge', help: 'h', unit: '' }],
      series: [raw('up', '2@20'), raw('down', '0@20')],
    })
    expect([t.read('up'), t.store.series([], null, 0).series, t.store.metadata()]).toEqual([[], [], []])
    expect(staging.commit()).toEqual({ samples: 3, series: 2, window: { from: 10, to: 21 } })
    expect(t.read('up')).toEqual(['up 1@10 2@20'])
    expect(t.store.metadata()).toEqual([{ metric: 'up', type: 'gauge', help: 'h', unit: '' }])
  })
  it('leaves nothing when it is abandoned', () => {
    const staging = t.store.begin()
    staging.append({ series: [raw('up', '1@10')] })
    staging.abandon()
    t.reopen()
    expect([t.read('up'), t.store.stats().series]).toEqual([[], 0])
  })
  it('leaves nothing when the program ends first', () => {
    t.put(raw('up', '1@10'))
    t.store.begin().append({ series: [raw('up', '2@20'), raw('down', '1@1')] })
    t.reopen()
    expect(t.read('up')).toEqual(['up 1@10'])
    expect(t.store.stats().series).toBe(1)
  })
  it('cannot go on once it has ended', () => {
    const staging = t.store.begin()
    staging.commit()
    expect(() => staging.commit()).toThrow('This import has ended')
  })
  it('merges late samples in', () => {
    t.put(raw('up', '1@10 3@30'))
    t.put(raw('up', '2@20 4@40'))
    expect(t.read('up')).toEqual(['up 1@10 2@20 3@30 4@40'])
  })
  it('lets the later sample of one instant stand, within an import and over imports', () => {
    t.put(raw('up', '1@10 2@10 3@20'))
    expect(t.read('up')).toEqual(['up 2@10 3@20'])
    t.put(raw('up', 'stale@20'))
    t.put(raw('up', '9@10'))
    expect(t.read('up')).toEqual(['up 9@10 stale@20'])
  })
  it('counts the one committed last as the later, not the one begun last', () => {
    const [first, second] = [t.store.begin(), t.store.begin()]
    second.append({ series: [raw('up', '2@10')] })
    first.append({ series: [raw('up', '1@10')] })
    second.commit()
    first.commit()
    expect(t.read('up')).toEqual(['up 1@10'])
  })
  it('takes samples that are out of order', () => {
    t.put(raw('up', '3@30 1@10 2@20'))
    expect(t.read('up')).toEqual(['up 1@10 2@20 3@30'])
  })
  it('is seen by a query that had read the same blocks before', () => {
    t.put(raw('up', '1@10'))
    t.read('up')
    t.put(raw('up', '2@20'))
    expect(t.read('up')).toEqual(['up 1@10 2@20'])
  })
  it('refuses times that are not whole milliseconds from 0 on', () => {
    for (const time of ['-1', '0.5', 'NaN'])
      expect(() => t.put(raw('up', `1@${time}`))).toThrow(/whole milliseconds/)
  })
  it('is kept when the store is opened again', () => {
    t.put(raw('up{a="1"}', '1@10 stale@20'))
    t.reopen()
    expect(t.read('up{a="1"}')).toEqual(['up{a="1"} 1@10 stale@20'])
  })
  it('reads the same before and after many parts of a block are merged', () => {
    for (let i = 0; i < 9; i++) t.put(raw('up', `${i}@${100 - i * 10} ${i}@1000`), raw(`up{n="${i}"}`, '1@1'))
    const before = t.read('up')
    while (t.store.tidy());
    expect(t.read('up')).toEqual(before)
    t.reopen()
    expect(t.read('up')).toEqual(before)
    t.put(raw('up', '99@1000'))
    expect(t.read('up{n=""}', 999)).toEqual(['up 99@1000'])
  })
})

describe('limits', () => {
  it('refuses more series than the store may hold, and keeps nothing of that import', () => {
    t.remove()
    begin({ series: 2 })
    t.put(raw('a', '1@1'))
    const staging = t.store.begin()
    expect(failureOf(() => staging.append({ series: [raw('b', '1@1'), raw('c', '1@1')] }))).toBe(
      'limit: The store would hold more than 2 series, the most that it takes',
    )
    staging.abandon()
    t.put(raw('d', '1@1'))
    expect(t.read('{__name__!=""}')).toEqual(['a 1@1', 'd 1@1'])
  })
  it('refuses a query that would read too many samples, naming the limit', () => {
    t.remove()
    begin({ querySamples: 4 })
    t.put(raw('up', '1@1 2@2 3@3 4@4 5@5'))
    expect(t.read('up', 1, 5)).toHaveLength(1)
    expect(failureOf(() => t.read('up'))).toBe('limit: The query would read about 5 samples; the limit is 4')
  })
  it('reads the same when nothing can be kept in memory', () => {
    t.remove()
    begin({ cacheBytes: 1 })
    t.put(raw('up{a="1"}', '1@1 2@2'), raw('up{a="2"}', '1@1 2@2'))
    expect([t.read('up'), t.read('up')].flat()).toEqual([
      'up{a="1"} 1@1 2@2',
      'up{a="2"} 1@1 2@2',
      'up{a="1"} 1@1 2@2',
      'up{a="2"} 1@1 2@2',
    ])
  })
})

describe('the catalogue', () => {
  const block = blockLength
  beforeEach(() => {
    t.put(
      raw('up{job="b",node="1"}', `1@10 1@${3 * block}`),
      raw('up{job="a"}', '1@20 1@30'),
      raw('down{job="c"}', `1@${3 * block}`),
    )
  })
  const series = (
    selectors: readonly string[],
    window: readonly [number, number] | null = null,
    limit = 0,
  ) => {
    const found = t.store.series(selectors.map(matchers), window && { from: window[0], to: window[1] }, limit)
    return [...found.series.map(printLabels), ...(found.more ? ['…'] : [])]
  }

  it('lists series sorted, of all selectors together, each once', () => {
    expect(series([])).toEqual(['down{job="c"}', 'up{job="a"}', 'up{job="b", node="1"}'])
    expect(series(['up', '{job="a"}'])).toEqual(['up{job="a"}', 'up{job="b", node="1"}'])
  })
  it.each<[readonly [number, number], readonly string[]]>([
    [[0, 10], []],
    [[0, 11], ['up{job="b", node="1"}']],
    [[30, 31], ['up{job="a"}']],
    [[31, block], []],
    [[block, 3 * block], []],
    [
      [block, 3 * block + 1],
      ['down{job="c"}', 'up{job="b", node="1"}'],
    ],
  ])('lists what has samples in %o', (window, found) => {
    expect(series([], window)).toEqual(found)
  })
  it('says when the limit cut the list short', () => {
    expect(series([], null, 2)).toEqual(['down{job="c"}', 'up{job="a"}', '…'])
    expect(series([], null, 3)).toHaveLength(3)
  })
  it('lists label names and values, sorted', () => {
    expect(t.store.labelNames([], null)).toEqual(['__name__', 'job', 'node'])
    expect(t.store.labelNames([matchers('down')], null)).toEqual(['__name__', 'job'])
    expect(t.store.labelValues('job', [], null, 0)).toEqual(['a', 'b', 'c'])
    expect(t.store.labelValues('job', [], null, 2)).toEqual(['a', 'b'])
    expect(t.store.labelValues('job', [matchers('up')], { from: 0, to: 15 }, 0)).toEqual(['b'])
    expect(t.store.labelValues('__name__', [], null, 0)).toEqual(['down', 'up'])
    expect(t.store.labelValues('none', [], null, 0)).toEqual([])
  })
  it.each([
    ['up', { from: 10, to: 3 * block + 1 }],
    ['up{job="a"}', { from: 20, to: 31 }],
    ['{job=~"a|c"}', { from: 20, to: 3 * block + 1 }],
    ['none', null],
  ])('knows from when to when %s has samples', (selector, window) => {
    expect(t.store.extent(matchers(selector))).toEqual(window)
  })
  it('refuses a regular expression that is none', () => {
    expect(failureOf(() => series(['{a=~"("}']))).toMatch(/^query: /)
  })
  it('counts what it holds', () => {
    const { series: count, metrics, samples, window, bytes } = t.store.stats()
    expect([count, metrics, samples, window, bytes > 0]).toEqual([
      3,
      2,
      5,
      { from: 10, to: 3 * block + 1 },
      true,
    ])
  })
  it('says what each metric takes up, the samples of all of them together', () => {
    const sizes = t.store.sizes()
    expect(sizes.map(({ name }) => name).toSorted()).toEqual(['down', 'up'])
    expect(sizes.reduce((sum, { samples }) => sum + samples, 0)).toBe(t.store.stats().samples)
    expect(sizes.every(({ bytes }, i) => bytes > 0 && bytes <= (sizes[i - 1]?.bytes ?? Infinity))).toBe(true)
  })
})

describe('removing', () => {
  const block = blockLength
  beforeEach(
    () => void t.put(raw('up{a="1"}', `1@10 2@20 3@${block}`), raw('up{a="2"}', '1@10'), raw('down', '1@10')),
  )

  it('takes whole series out, for good', () => {
    expect(t.store.remove([matchers('up{a="1"}')], null)).toBe(3)
    t.reopen()
    expect(t.read('{__name__!=""}')).toEqual(['up{a="2"} 1@10', 'down 1@10'])
    expect(t.store.labelValues('a', [], null, 0)).toEqual(['2'])
  })
  it('takes a window out of series', () => {
    expect(t.store.remove([matchers('up')], { from: 15, to: block })).toBe(1)
    expect(t.read('up')).toEqual([`up{a="1"} 1@10 3@${block}`, 'up{a="2"} 1@10'])
  })
  it('forgets a series whose last sample went', () => {
    t.store.remove([matchers('up{a="2"}')], { from: 0, to: 11 })
    expect(t.store.labelValues('a', [], null, 0)).toEqual(['1'])
  })
  it('takes everything out, and goes on', () => {
    t.store.removeAll()
    expect([t.read('{__name__!=""}'), t.store.stats().series]).toEqual([[], 0])
    t.put(raw('up{a="1"}', '5@10'))
    t.reopen()
    expect(t.read('up')).toEqual(['up{a="1"} 5@10'])
  })
})
