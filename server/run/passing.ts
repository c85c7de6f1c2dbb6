import type { Hash, Id, Run } from '#shared/notebook/notebook.ts'
import type { Ms } from '#shared/time/window.ts'

/** A run that nothing is written of, with the bytes of its evidence. */
export type Passed = {
  readonly notebook: Id
  readonly step: Id
  readonly run: Run
  readonly hash: Hash
  readonly bytes: Uint8Array
}

/** How much is held: looks of one step, bytes of all together, and how long, in milliseconds. */
export type PassingLimits = { readonly ofStep: number; readonly bytes: number; readonly age: Ms }

/** What is held of looks where nothing else is said. */
export const plainLimits: PassingLimits = { ofStep: 8, bytes: 64 * 1_048_576, age: 60 * 60_000 }

/** What was looked at lately, in memory only: the last looks of each step, the oldest of all going first where there is too much. */
export type Passing = {
  readonly add: (passed: Passed) => void
  readonly byRun: (notebook: Id, run: Id) => Passed | null
  /** The bytes of evidence by its hash; null where it has gone. */
  readonly byHash: (hash: Hash) => Uint8Array | null
  /** Lets go of what is too old. */
  readonly sweep: () => void
}

/** Opens the memory of looks; `now` in milliseconds. The oldest go first where there is no room. */
export function openPassing(now: () => Ms, limits: PassingLimits = plainLimits): Passing {
  let held: readonly Passed[] = []

  const trimmed = (all: readonly Passed[]) => {
    const since = now() - limits.age
    const ofStep = new Map<string, number>()
    let bytes = 0
    const kept: Passed[] = []
    for (const each of all.toReversed()) {
      const step = JSON.stringify([each.notebook, each.step])
      const count = (ofStep.get(step) ?? 0) + 1
      ofStep.set(step, count)
      bytes += each.bytes.length
      if (count <= limits.ofStep && bytes <= limits.bytes && each.run.at >= since) kept.push(each)
    }
    return kept.toReversed()
  }

  return {
    add: passed => {
      held = trimmed([...held, passed])
    },
    byRun: (notebook, run) => held.find(each => each.notebook === notebook && each.run.id === run) ?? null,
    byHash: hash => held.findLast(each => each.hash === hash)?.bytes ?? null,
    sweep: () => {
      held = trimmed(held)
    },
  }
}
