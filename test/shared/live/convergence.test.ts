import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textsBeside, World, type Command } from './world.ts'

const seed = Number(process.env.BLIPBOOK_SEED ?? Math.floor(Math.random() * 2 ** 31))

const command: fc.Arbitrary<Command> = fc.record({
  who: fc.nat(2),
  what: fc.nat(32),
  a: fc.nat(40),
  b: fc.nat(40),
})

describe(`Replicas and a ledger, with delays, lost connections, resends, refusals and undo (seed ${seed})`, () => {
  it('come to the fold of the log, editors and all, and lose nothing that was acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 120, size: 'max' }), async commands => {
        const world = await World.of(3)
        for (const each of commands) {
          await world.play(each)
          for (const seat of world.seats) {
            const { editors, replica } = textsBeside(seat)
            expect(editors).toEqual(replica)
          }
        }
        await world.settle()

        const entries = await world.ledger.entries('n', 1)
        const fold = entries.reduce((notebook: Notebook, entry) => {
          const applied = apply(notebook, entry)
          if (!applied.ok) throw new Error(applied.refusal.message)
          return applied.notebook
        }, emptyNotebook('n'))
        const ids = new Set(entries.map(entry => entry.id))
        expect(ids.size).toBe(entries.length)
        for (const seat of world.seats) {
          expect(seat.replica.shown).toEqual(fold)
          expect(textsBeside(seat).editors).toEqual(textsBeside(seat).replica)
          const lost = [...seat.acted].filter(id => !ids.has(id))
          expect(lost.length).toBe(seat.refusals)
        }
      }),
      { seed, numRuns: 300 },
    )
  }, 120_000)
})
