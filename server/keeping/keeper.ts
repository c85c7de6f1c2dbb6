import type { EvidenceRoom, FreeQuestion, Freeing, Space, SweepResult } from '#shared/wire/space.ts'
import type { Ms } from '#shared/time/window.ts'
import { free } from './free.ts'
import { measureSpace, type SpaceParts } from './space.ts'
import { countAll, sweep, type SweepParts } from './sweep.ts'

export type KeeperParts = SweepParts &
  SpaceParts & {
    /** Resolves after so many milliseconds, or rejects when the signal is aborted. */
    readonly wait: (time: Ms, signal: AbortSignal) => Promise<void>
    /** Told of a sweep that failed. */
    readonly say: (trouble: unknown) => void
  }

/** What keeps the data small: it sweeps by itself, says what takes up room, and frees what somebody asks it to. One thing at a time. */
export type Keeper = {
  readonly space: (signal: AbortSignal) => Promise<Space>
  readonly room: () => EvidenceRoom
  /** False: something is being freed already. */
  readonly free: (question: FreeQuestion) => boolean
  /** The freeing that is under way, or that ended last. */
  readonly freeing: () => Freeing | null
  readonly stop: () => void
  /** Resolves when nothing is being swept or freed. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

const firstAfter: Ms = 60_000
const every: Ms = 3_600_000

/** Begins to sweep a minute after the start and each hour; ends when it is closed. */
export function openKeeper(parts: KeeperParts): Keeper {
  const { store, now, rules, wait, say } = parts
  const end = new AbortController()
  let swept: SweepResult | null = null
  let next: Ms | null = null
  let current: Freeing | null = null
  let stopper = new AbortController()
  let last: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>): Promise<void> => (last = last.then(work))

  const sweepOnce = async () => {
    try {
      swept = await sweep(parts, end.signal)
    } catch (trouble) {
      if (!end.signal.aborted) say(trouble)
    }
  }

  const schedule = async () => {
    for (let time = firstAfter; !end.signal.aborted; time = every) {
      next = now() + time
      await wait(time, end.signal)
      await inTurn(sweepOnce)
    }
  }
  const scheduled = schedule().catch((trouble: unknown) => {
    if (!end.signal.aborted) throw trouble
  })

  const freeOnce = async (question: FreeQuestion, signal: AbortSignal) => {
    const tell = (state: Freeing['state'], failure?: string) => {
      current = {
        question,
        freed: current?.freed ?? 0,
        of: current?.of ?? 0,
        state,
        ...(failure !== undefined && { failure }),
      }
    }
    try {
      if (!(await countAll(parts, signal)))
        return tell('failed', 'The notebooks are still being counted. Try again in a minute.')
      await free(store, question, now(), signal, (freed, of) => {
        current = { question, freed, of, state: 'going' }
      })
      tell(signal.aborted ? 'stopped' : 'done')
    } catch (trouble) {
      if (signal.aborted) return tell('stopped')
      say(trouble)
      tell('failed', 'It could not be finished. The server has written down why.')
    }
  }

  return {
    space: async signal => {
      await countAll(parts, signal)
      const { total, ...measured } = await measureSpace(parts, signal)
      return { ...measured, evidence: { total, ...rules }, swept, next }
    },
    room: () => {
      const total = swept?.total ?? 0
      return { total, most: rules.most, over: rules.most > 0 && total > rules.most }
    },
    free: question => {
      if (current?.state === 'going') return false
      stopper = new AbortController()
      const signal = AbortSignal.any([stopper.signal, end.signal])
      current = { question, freed: 0, of: 0, state: 'going' }
      void inTurn(() => freeOnce(question, signal))
      return true
    },
    freeing: () => current,
    stop: () => stopper.abort(),
    settled: () => last,
    close: async () => {
      end.abort()
      await scheduled
      await last
    },
  }
}
