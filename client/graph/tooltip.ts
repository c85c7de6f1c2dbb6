import { shortened } from '#shared/picture/place/box.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { mostRead, type ReadRow, type Reading } from '#shared/picture/reading.ts'
import { printAt } from '#shared/picture/scale/timeTicks.ts'
import { printClock, printDay, printZone } from '#shared/time/clock.ts'
import { beside, type Point, type Span } from './beside.ts'
import { palette } from './palette.ts'
import styles from './graph.module.css'

/** The values at the pointer, over everything on the screen. */
export type Tooltip = {
  /** `point` and `graph`, where the graph stands, are in pixels of the screen. Cheap where the reading is the one that is shown. */
  readonly show: (reading: Reading, picture: Picture, point: Point, graph: Span) => void
  readonly hide: () => void
  readonly destroy: () => void
}

const element = (tag: 'div' | 'span', className: string | undefined, parent: HTMLElement) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  parent.append(made)
  return made
}

/** Puts words where others stand; what stands already costs nothing. */
const say = (place: HTMLElement, words: string) => {
  if (place.textContent !== words) place.textContent = words
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

/**
 * Puts a tooltip beside a graph's element; it lies in the top layer, so nothing cuts it off. Its size is told after each layout rather than
 * asked for: a move of the pointer lays nothing out by force.
 */
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
  let at: Point = { x: 0, y: 0 }
  let graph: Span = { left: 0, right: 0 }
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
      say(name, shortened(nameOf(one, reading, picture), longest))
      say(value, one.text)
    }
    const more = reading.more > 0 ? `${reading.more} more` : ''
    const total = reading.total === null ? '' : `total ${reading.total}`
    foot.textContent = [total, more].filter(Boolean).join(' · ')
    foot.hidden = foot.textContent === ''
  }
  const place = () => {
    const screen = { width: innerWidth, height: innerHeight }
    const { x, y } = beside(at, size, screen, graph)
    panel.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  }
  const sizes = new ResizeObserver(([entry]) => {
    const [box] = entry?.borderBoxSize ?? []
    if (!box || box.inlineSize === 0) return
    size = { width: box.inlineSize, height: box.blockSize }
    place()
  })
  sizes.observe(panel)
  const hide = () => {
    if (shown) panel.hidePopover()
    shown = null
  }
  return {
    show(reading, picture, point, stretch) {
      graph = stretch
      at = point
      place()
      if (shown === reading) return
      fill(reading, picture)
      if (!shown) panel.showPopover()
      shown = reading
    },
    hide,
    destroy() {
      hide()
      sizes.disconnect()
      panel.remove()
    },
  }
}
