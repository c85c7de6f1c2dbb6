import type { Held } from '#server/store/keep.ts'
import type { Hash } from '#shared/notebook/notebook.ts'
import { day, minute, type Ms } from '#shared/time/window.ts'

/** What to keep: evidence that nobody judged for so long, and no more than `most` bytes of evidence in all (0: no limit). */
export type KeepRules = { readonly days: number; readonly most: number }

/** Evidence that goes because its days are over, then evidence and details that go for want of room; each the oldest first. */
export type SweepPlan = {
  readonly aged: readonly Held[]
  readonly crowded: readonly Held[]
  /** The evidence whose details go. */
  readonly details: readonly Held[]
  /** Bytes of all that there is. */
  readonly total: number
}

/** So long evidence may be on its way into the log of its notebook: it is never touched before. */
export const onItsWay: Ms = minute

const isLoose = ({ cited, detailOf }: Held) =>
  detailOf === null && (cited === null || cited.standing === 'seen' || cited.standing === 'removed')

const oldestFirst = (a: Held, b: Held) => a.at - b.at || (a.hash < b.hash ? -1 : 1)

/** From the front, until so many bytes are together; all where they never are. */
function upTo(rows: readonly Held[], bytes: number, bytesOf: (row: Held) => number): readonly Held[] {
  let got = 0
  return rows.filter(row => {
    if (got >= bytes) return false
    got += bytesOf(row)
    return true
  })
}

/**
 * Which of all evidence goes at an instant. What is judged or pinned stays with its details, and so does the latest of each step; the details of
 * what is only the latest go last, when nothing else is left to make room.
 */
export function planSweep(all: readonly Held[], { days, most }: KeepRules, now: Ms): SweepPlan {
  const detailBytes = new Map<Hash, number>()
  for (const { detailOf, bytes } of all)
    if (detailOf !== null) detailBytes.set(detailOf, (detailBytes.get(detailOf) ?? 0) + bytes)
  const withDetail = ({ hash, bytes }: Held) => bytes + (detailBytes.get(hash) ?? 0)
  const sum = (rows: readonly Held[], bytesOf: (row: Held) => number) =>
    rows.reduce((got, row) => got + bytesOf(row), 0)

  const total = sum(all, ({ bytes }) => bytes)
  const loose = all.filter(row => isLoose(row) && row.at < now - onItsWay).toSorted(oldestFirst)
  const aged = loose.filter(({ at }) => at < now - days * day)
  const left = total - sum(aged, withDetail)
  if (most === 0 || left <= most) return { aged, crowded: [], details: [], total }

  const crowded = upTo(
    loose.filter(row => !aged.includes(row)),
    left - most,
    withDetail,
  )
  const still = left - sum(crowded, withDetail) - most
  const latest = all.filter(
    row => row.detailOf !== null && row.cited?.standing === 'latest' && row.at < now - onItsWay,
  )
  const details = still <= 0 ? [] : upTo(latest.toSorted(oldestFirst), still, ({ bytes }) => bytes)
  return { aged, crowded, details, total }
}
