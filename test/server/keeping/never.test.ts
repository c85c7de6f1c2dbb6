import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { openShelf, type Shelf } from './shelf.ts'

const seed = Number(process.env.BLIPBOOK_SEED ?? Math.floor(Math.random() * 2 ** 31))

const deeds = [
  'run',
  'same',
  'judge',
  'unjudge',
  'pin',
  'unpin',
  'remove',
  'restore',
  'days',
  'sweep',
  'meanwhile',
] as const
const deed = fc.record({ do: fc.constantFrom(...deeds), step: fc.constantFrom('a', 'b'), which: fc.nat(6) })
type Deed = { readonly do: (typeof deeds)[number]; readonly step: string; readonly which: number }

const runOf = async (shelf: Shelf, { step, which }: Deed) => {
  const { runs } = await shelf.stepOf(step, 'n')
  return runs[which % Math.max(1, runs.length)]?.id ?? 'none'
}

let count = 0
const play: Readonly<Record<Deed['do'], (shelf: Shelf, deed: Deed) => Promise<unknown>>> = {
  run: (shelf, { step, which }) => shelf.run(step, `r${count++}`, { detail: which > 3, size: 200 }),
  same: (shelf, { step, which }) => shelf.run(step, `r${count++}`, { of: `same${which % 2}`, size: 200 }),
  judge: async (shelf, deed) => shelf.judge(deed.step, await runOf(shelf, deed)),
  unjudge: (shelf, { step }) => shelf.judge(step, null),
  pin: async (shelf, deed) => shelf.pin(deed.step, await runOf(shelf, deed)),
  unpin: async (shelf, deed) => shelf.pin(deed.step, await runOf(shelf, deed), false),
  remove: (shelf, { step }) => shelf.remove(step),
  restore: (shelf, { step }) => shelf.remove(step, false),
  days: async (shelf, { which }) => shelf.days(which * 4),
  sweep: (shelf, { which }) => shelf.sweep({ days: 14, most: which % 2 === 0 ? 0 : 300 }),
  meanwhile: async (shelf, deed) => {
    const run = await runOf(shelf, deed)
    await Promise.all([
      shelf.sweep({ days: 1, most: 300 }),
      shelf.judge(deed.step, run),
      shelf.pin(deed.step === 'a' ? 'b' : 'a', run),
      shelf.run(deed.step, `r${count++}`, { of: `same${deed.which % 2}`, size: 200 }),
    ])
  },
}

/** The evidence that a judgment or a pin of a notebook cites, and that of the latest run of each step that was never removed. */
const claimed = (notebook: Notebook, removed: ReadonlySet<string>): readonly string[] =>
  notebook.steps.flatMap(step => {
    if (step.is !== 'ask') return []
    const evident = step.runs.flatMap(run =>
      'evidence' in run.outcome ? [{ ...run, hash: run.outcome.evidence }] : [],
    )
    const latest = removed.has(step.id) ? undefined : evident.at(-1)?.id
    return evident
      .filter(run => run.pinned || run.id === step.judgment?.on || run.id === latest)
      .map(run => run.hash)
  })

describe(`Runs, judgments, pins, removals, days and sweeps in any order (seed ${seed})`, () => {
  it('never lose what a judgment or a pin cites, or the latest of a step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 15, maxLength: 65, size: 'max' }), async all => {
        const shelf = await openShelf()
        try {
          await shelf.make('n', 'a', 'b')
          const removed = new Set<string>()
          for (const each of all) {
            if (each.do === 'remove') removed.add(each.step)
            await play[each.do](shelf, each)
            const notebook = await shelf.ledger.read('n')
            for (const hash of notebook ? claimed(notebook, removed) : [])
              expect(await shelf.has(hash), `${each.do} lost evidence`).toBe(true)
          }
        } finally {
          await shelf.close()
        }
      }),
      { seed, numRuns: 25 },
    )
  })
})
