import { resolveRange, type TimeRange } from '#shared/time/range.ts'

/** Why a range cannot be read at any time; undefined where it can. */
export function rangeProblem(range: TimeRange): string | undefined {
  const resolved = resolveRange(range, 0, () => 0)
  return resolved.ok || resolved.end === 'both' ? undefined : resolved.reason
}
