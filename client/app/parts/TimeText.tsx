import type { Ms } from '#shared/time/window.ts'
import { printClock, printDay, printInstant } from '#shared/time/clock.ts'
import { useZone } from '#client/app/zone.ts'

const printers = {
  clock: printClock,
  day: printDay,
  full: printInstant,
} as const

/** An instant in the reader's zone: `14:02`, `3 Nov` or in full; the full form with its zone is its tooltip. */
export function TimeText({ at, as = 'clock' }: { readonly at: Ms; readonly as?: keyof typeof printers }) {
  const { zone } = useZone()
  return (
    <time dateTime={new Date(at).toISOString()} title={printInstant(at, zone)}>
      {printers[as](at, zone)}
    </time>
  )
}
