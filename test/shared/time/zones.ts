import type { Zone } from '#shared/time/clock.ts'

export const utcPlus =
  (hours: number): Zone =>
  () =>
    hours * 3_600_000

/** Berlin in 2026: an hour ahead of UTC, two between the last Sundays of March and October. */
export const berlin: Zone = at =>
  at >= Date.UTC(2026, 2, 29, 1) && at < Date.UTC(2026, 9, 25, 1) ? 7_200_000 : 3_600_000
