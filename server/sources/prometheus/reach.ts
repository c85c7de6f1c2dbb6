import { day, hour, minute, type Ms } from '#shared/time/window.ts'

/** True where there are samples of the selector in the hour before an instant. */
export type SeenAt = (at: Ms) => Promise<boolean>

const furthest = 20 * 365 * day

/** How long ago to look: now, then an hour, and each time twice as long. */
const ages: readonly Ms[] = [0, ...Array.from({ length: 18 }, (_, i) => hour * 2 ** i)].filter(
  age => age <= furthest,
)

/**
 * When the oldest data is from: some instants ever further back, asked at once, then ever closer between the furthest with data and the
 * next beyond, to a two-hundredth of its age. Few cheap questions that any server takes, whatever limits it has on windows; where data has
 * holes of a day or more, it may be older than this says. Null where no instant has any. `giveUp`: answers what is known by then.
 */
export async function oldestOf(seenAt: SeenAt, now: Ms, giveUp: AbortSignal): Promise<Ms | null> {
  const seen = await Promise.all(ages.map(age => seenAt(now - age)))
  const furthestSeen = seen.lastIndexOf(true)
  if (furthestSeen < 0) return null
  let dated = now - (ages[furthestSeen] as Ms)
  let empty = now - (ages[furthestSeen + 1] ?? furthest)
  const unlessTimeIsUp = (error: unknown): undefined => {
    if (!giveUp.aborted) throw error
  }
  while (!giveUp.aborted && dated - empty > Math.max(minute, (now - dated) / 200)) {
    const middle = Math.round((dated + empty) / 2)
    const isSeen = await seenAt(middle).catch(unlessTimeIsUp)
    if (isSeen === true) dated = middle
    if (isSeen === false) empty = middle
  }
  return dated
}
