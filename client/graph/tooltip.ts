import { shortened } from '#shared/picture/place/box.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { mostRead, type ReadRow, type Reading } from '#shared/picture/reading.ts'
import { printAt } from '#shared/picture/scale/timeTicks.ts'
import { printClock, printDay, printZone } from '#shared/time/clock.ts'
import { beside, type Point } from './beside.ts'
import { palette } from './palette.ts'
import styles from './graph.module.css'

/** The values at the pointer, over everything on the screen. */
export type Tooltip = {
  /** `point` is in pixels of the screen. Cheap where the reading is the one that is shown. */
  readonly show: (reading: Reading, picture: Picture, point: Point) => void
  readonly hide: () => void
  readonly destroy: () => void
}

const element = (tag: 'div' | 'span', className: string | undefined, parent: HTMLElement) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  parent.append(made)
  return made
}

/** Letters shown of a name; what tells long ones apart is as often at the end as at the beginning. */
const longest = 44

/** The colour of a row, as the canvas has it. */
const colourOf = (colour: number | null) =>
  colour === null ? palette().crowd : (palette().series[colour] ?? palette().ink)

/** The name of a row; of one that was earlier, with its own time. */
export const nameOf = ({ name, shift }: ReadRow, { at }: Reading, { zone }: Picture): string =>
  shift === 0
    ? name
    : `${name} · ${printDay(at - shift, zone)} ${printClock(at - shift, zone)}`.replace(/^ · /, '')

/** The instant of a reading with its zone: `14:02:10 UTC`. */
export const timeOf = ({ at }: Reading, { view, zone }: Picture): string =>
  `${printAt(at, view, zone)} ${printZone(at, zone)}`

/** Puts a tooltip beside a graph's element; it lies in the top layer, so nothing cuts it off. */
export function tooltipIn(host: HTMLElement): Tooltip {
  const panel = element('div', styles.tooltip, host)
  panel.popover = 'manual'
  panel.setAttribute('aria-hidden', 'true')
  const time = element('div', styles.tooltipTime, panel)
  const rows = Array.from({ length: mostRead + 3 }, () => {
    const row = element('div', styles.tooltipRow, panel)
    const swatch = element('span', styles.swatch, row)
    return {
      row,
      swatch,
      name: element('span', styles.tooltipName, row),
      value: element('span', undefined, row),
    }
  })
  const foot = element('div', styles.tooltipFoot, panel)
  let shown: Reading | null = null
  let size = { width: 0, height: 0 }

  const fill = (reading: Reading, picture: Picture) => {
    time.textContent = timeOf(reading, picture)
    for (const [i, { row, swatch, name, value }] of rows.entries()) {
      const one = reading.rows[i]
      row.hidden = one === undefined
      if (!one) continue
      row.dataset['nearest'] = String(one.nearest)
      swatch.style.background = colourOf(one.colour)
      swatch.style.visibility = one.colour === null && picture.heat ? 'hidden' : 'visible'
      name.textContent = shortened(nameOf(one, reading, picture), longest)
      value.textContent = one.text
    }
    const more = reading.more > 0 ? `${reading.more} more` : ''
    const total = reading.total === null ? '' : `total ${reading.total}`
    foot.textContent = [total, more].filter(Boolean).join(' · ')
    foot.hidden = foot.textContent === ''
  }
  const hide = () => {
    if (shown) panel.hidePopover()
    shown = null
  }
  return {
    show(reading, picture, point) {
      if (shown !== reading) {
        fill(reading, picture)
        if (!shown) panel.showPopover()
        shown = reading
        size = { width: panel.offsetWidth, height: panel.offsetHeight }
      }
      const screen = { width: innerWidth, height: innerHeight }
      const { x, y } = beside(point, size, screen, host.getBoundingClientRect())
      panel.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    },
    hide,
    destroy() {
      hide()
      panel.remove()
    },
  }
}
