import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockLength } from '#server/samples/store/schema.ts'
import { printLabels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'
import { labels, matchers, temporaryStore } from './notation.ts'

/** Series → time → value, or null for a stale marker: what a store is, said in the plainest way. */
type Model = Map<string, Map<number, number | null>>

const names = ['up{a="1"}', 'up{a="2"}', 'up{a="1", b="2"}', 'down'] as const
const selectors: Readonly<Record<string, (name: string) => boolean>> = {
  up: name => name.startsWith('up'),
  'up{a="1"}': name => name.includes('a="1"'),
  'up{b=""}': name => name.startsWith('up') && !name.includes('b='),
  '{a!=""}': name => name.includes('a='),
  '{__name__=~"d.*"}': name => name === 'down',
}

const time = fc.oneof(
  fc.nat(4 * blockLength),
  fc.nat(40).map(i => i * 10_000),
  fc.integer({ min: -2, max: 2 }).map(i => blockLength + i),
)
const value = fc.oneof(fc.nat(300), fc.double(), fc.constantFrom(NaN, Infinity, -0, null))
const part = fc.record({
  name: fc.constantFrom(...names),
  samples: fc.array(fc.tuple(time, value), { minLength: 1, maxLength: 30 }),
})
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      parts: fc.array(part, { minLength: 1, maxLength: 5 }),
      commit: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      selector: fc.constantFrom(...Object.keys(selectors)),
      from: time,
      to: time,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      selector: fc.constantFrom(...Object.keys(selectors)),
      from: time,
      to: time,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('reopen' as const, 'tidy' as const) }) },
)

function rawOf({
  name,
  samples,
}: {
  name: string
  samples: readonly (readonly [number, number | null])[]
}): RawSeries {
  return {
    labels: labels(name),
    times: Float64Array.from(samples, ([at]) => at),
    values: Float64Array.from(samples, ([, number]) => number ?? NaN),
    stale: Uint8Array.from(samples, ([, number]) => (number === null ? 1 : 0)),
  }
}

const shownModel = (model: Model, selector: string, from: number, to: number) =>
  [...model]
    .filter(([name]) => selectors[selector]?.(name))
    .map(([name, samples]) => {
      const inside = [...samples].filter(([at]) => at > from && at <= to).sort(([a], [b]) => a - b)
      const words = inside.map(([at, number]) => `${number === null ? 'stale' : number}@${at}`)
      return words.length > 0 ? [`${printLabels(labels(name))} ${words.join(' ')}`] : []
    })
    .flat()
    .toSorted()

describe('the store', () => {
  it('does what the plainest model does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), steps => {
        const t = temporaryStore({ cacheBytes: 2000 })
        const model: Model = new Map(names.map(name => [name, new Map()]))
        try {
          for (const each of steps) {
            if (each.do === 'import') {
              const staging = t.store.begin()
              for (const one of each.parts) staging.append({ series: [rawOf(one)] })
              if (!each.commit) {
                staging.abandon()
                continue
              }
              staging.commit()
              for (const { name, samples } of each.parts)
                for (const [at, number] of samples) model.get(name)?.set(at, number)
            } else if (each.do === 'read') {
              const found = t.read(each.selector, each.from, each.to).toSorted()
              expect(found).toEqual(shownModel(model, each.selector, each.from, each.to))
            } else if (each.do === 'remove') {
              const window = { from: each.from, to: Math.max(each.from, each.to) }
              t.store.remove([matchers(each.selector)], window)
              for (const [name, samples] of model)
                if (selectors[each.selector]?.(name))
                  for (const at of samples.keys()) if (at >= window.from && at < window.to) samples.delete(at)
            } else if (each.do === 'reopen') t.reopen()
            else while (t.store.tidy());
          }
          expect(t.read('{__name__!=""}').toSorted()).toEqual(
            [
              ...shownModel(model, 'up', -1, 1e15),
              ...shownModel(model, '{__name__=~"d.*"}', -1, 1e15),
            ].toSorted(),
          )
        } finally {
          t.remove()
        }
      }),
      { seed: 20261103, numRuns: 60 },
    )
  }, 120_000)
})
