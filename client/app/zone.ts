import { minute, type Ms } from '#shared/time/window.ts'
import { utc, type Zone } from '#shared/time/clock.ts'
import { useCell } from './cell.ts'
import { stored } from './stored.ts'

/** The clocks of this computer. */
const localZone: Zone = (at: Ms) => -new Date(at).getTimezoneOffset() * minute

const chosen = stored<'utc' | 'local'>(
  'zone',
  text => (text === 'local' ? 'local' : 'utc'),
  name => name,
)

/** The zone that this reader wants times in at the moment, outside of a screen. */
export const currentZone = (): Zone => (chosen.get() === 'utc' ? utc : localZone)

/** The zone that this reader wants times in; UTC unless chosen. Stored by the browser, the same for all screens. */
export function useZone(): {
  readonly name: 'utc' | 'local'
  readonly zone: Zone
  readonly choose: (name: 'utc' | 'local') => void
} {
  const name = useCell(chosen)
  return { name, zone: name === 'utc' ? utc : localZone, choose: chosen.set }
}
