import { briefLength } from '#client/notebook/step/stepMeta.ts'
import { printClock, type Zone } from '#shared/time/clock.ts'
import { second, type Ms } from '#shared/time/window.ts'
import { sourceKey, stepKey, type Candidate, type Course, type Hold } from './course.ts'

/** How the refreshing stands, for the head: `held` where something is left alone for a while and could be tried now. */
export type LiveSign = { readonly held: boolean; readonly text: string }

const wait = (until: Ms, now: Ms) =>
  until <= now ? 'trying now' : `next try in ${briefLength(Math.ceil((until - now) / second) * second)}`

const longestOf = (course: Course, candidates: readonly Candidate[]) =>
  Math.max(0, ...candidates.map(({ step }) => course.looks.get(step)?.took ?? 0))

/** Why a source is not asked for now: `paused: Production is down since 14:05; next try in 30 s`. */
const sourceWords = (title: string, { since, until, failure }: Hold, now: Ms, zone: Zone) => {
  const how =
    failure.kind === 'unreachable' ? 'is down' : failure.kind === 'timeout' ? 'is too slow' : 'fails'
  return `paused: ${title} ${how} since ${printClock(since, zone)}; ${wait(until, now)}`
}

/** Of the steps on the screen: what is paused and since when, that answers take longer than the interval, or nothing to say. */
export function liveSign(
  course: Course,
  candidates: readonly Candidate[],
  every: Ms,
  now: Ms,
  titleOf: (source: string) => string,
  zone: Zone,
): LiveSign | null {
  const sources = [...new Set(candidates.flatMap(each => each.sources))]
  for (const source of sources) {
    const hold = course.holds.get(sourceKey(source))
    if (hold) return { held: true, text: sourceWords(titleOf(source), hold, now, zone) }
  }
  if (candidates.length === 0) return { held: false, text: 'nothing on the screen follows now' }
  const longest = longestOf(course, candidates)
  return longest > every
    ? { held: false, text: `every ${briefLength(every)}, answers take ${briefLength(longest)}` }
    : null
}

/** Why a step alone is not refreshed for now; null where it is. */
export function stepHeldWords(course: Course, step: string, now: Ms): string | null {
  const hold = course.holds.get(stepKey(step))
  return hold ? `Not refreshed: ${hold.failure.message} ${sentence(wait(hold.until, now))}.` : null
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
