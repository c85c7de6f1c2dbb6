import type { Failure } from '#shared/query/failure.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { minute, second, type Ms } from '#shared/time/window.ts'

/** A step that is to be refreshed, and the sources that it asks. */
export type Candidate = { readonly step: Id; readonly sources: readonly string[] }

/** The last look at a step; `ended` null: it is under way. `took`: how long the last that has ended took, in milliseconds. */
export type LastLook = Candidate & { readonly began: Ms; readonly ended: Ms | null; readonly took: Ms }

/** Why a source, or a step, is left alone for a while: since when, how often in a row it has failed, and when it is tried next. */
export type Hold = {
  readonly since: Ms
  readonly tries: number
  readonly until: Ms
  readonly failure: Failure
}

/** How the refreshing goes. `holds` are of sources (`source:ID`) and of steps (`step:ID`). */
export type Course = {
  readonly looks: ReadonlyMap<Id, LastLook>
  readonly holds: ReadonlyMap<string, Hold>
}

/** Before anything was looked at. */
export const freshCourse: Course = { looks: new Map(), holds: new Map() }

/** So many looks are under way at once, at most. */
export const together = 2

const leastHold = 5 * second
const longestHold = 5 * minute

/** Under what the holds of a source, or of a step, are kept. */
export const sourceKey = (source: string): string => `source:${source}`
export const stepKey = (step: Id): string => `step:${step}`

const keysOf = ({ step, sources }: Candidate) => [stepKey(step), ...sources.map(sourceKey)]

const isUnderWay = (look: LastLook | undefined) => look?.ended === null

/** The course after a look at a step has begun. */
export const began = (course: Course, candidate: Candidate, now: Ms): Course => ({
  ...course,
  looks: new Map(course.looks).set(candidate.step, {
    ...candidate,
    began: now,
    ended: null,
    took: course.looks.get(candidate.step)?.took ?? 0,
  }),
})

/** Whose a failure is: that of a source for all steps that ask it, else that of the step alone. */
function keyOfFailure({ step, sources }: Candidate, { kind, source }: Failure): string {
  const theirs = ['unreachable', 'timeout', 'source', 'nonsense'].includes(kind)
  const one = source ?? (sources.length === 1 ? sources[0] : undefined)
  return theirs && one !== undefined ? sourceKey(one) : stepKey(step)
}

/** The course after a look has ended, well (null) or in a failure. A look that was stopped tells nothing about its source. */
export function ended(course: Course, step: Id, failure: Failure | null, every: Ms, now: Ms): Course {
  const look = course.looks.get(step)
  if (!look) return course
  const looks = new Map(course.looks).set(step, { ...look, ended: now, took: now - look.began })
  const holds = new Map(course.holds)
  if (failure === null) for (const key of keysOf(look)) holds.delete(key)
  else if (failure.kind !== 'stopped') {
    const key = keyOfFailure(look, failure)
    const was = holds.get(key)
    const tries = (was?.tries ?? 0) + 1
    const rest = Math.min(longestHold, Math.max(leastHold, every) * 2 ** (tries - 1))
    holds.set(key, { since: was?.since ?? now, tries, until: now + rest, failure })
  }
  return { looks, holds }
}

/** Everything that is held may be tried at once. */
export const releasedAt = (course: Course, now: Ms): Course => ({
  ...course,
  holds: new Map([...course.holds].map(([key, hold]) => [key, { ...hold, until: now }])),
})

/** The instant from which a step may be asked: the interval after its last beginning, and half of it after its last end. */
function readyAt(course: Course, candidate: Candidate, every: Ms): Ms {
  const held = keysOf(candidate).flatMap(key => course.holds.get(key)?.until ?? [])
  if (held.length > 0) return Math.max(...held)
  const last = course.looks.get(candidate.step)
  return last?.ended == null ? -Infinity : Math.max(last.began + every, last.ended + every / 2)
}

/**
 * Who is asked now, and when to decide again where nothing ends before (null: nothing to wait for). A step is never asked while its last
 * look is under way, at most `together` are under way, those that are ready longest come first, and of what is held only one step tries.
 */
export function due(
  course: Course,
  candidates: readonly Candidate[],
  every: Ms,
  now: Ms,
): { readonly ask: readonly Candidate[]; readonly wake: Ms | null } {
  const underWay = [...course.looks.values()].filter(isUnderWay)
  const tried = new Set(underWay.flatMap(keysOf))
  const waiting = candidates
    .filter(({ step }) => !isUnderWay(course.looks.get(step)))
    .map(candidate => ({ candidate, ready: readyAt(course, candidate, every) }))
    .toSorted((a, b) => (a.ready === b.ready ? 0 : a.ready - b.ready))
  const ask: Candidate[] = []
  for (const { candidate, ready } of waiting) {
    if (ready > now || underWay.length + ask.length >= together) break
    const keys = keysOf(candidate)
    if (keys.some(key => course.holds.has(key) && tried.has(key))) continue
    ask.push(candidate)
    for (const key of keys) tried.add(key)
  }
  const later = waiting.find(({ ready }) => ready > now)
  return { ask, wake: later?.ready ?? null }
}
