import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { SeriesLinks } from '#client/links/SeriesLinks.tsx'
import { beside } from '#client/graph/beside.ts'
import { nameOf, timeOf } from '#client/graph/tooltip.ts'
import { shortened } from '#shared/picture/place/box.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'
import type { Reading, ReadRow } from '#shared/picture/reading.ts'
import type { Window } from '#shared/time/window.ts'
import { seriesInk } from '#client/theme/seriesInk.ts'
import { copyText } from '#client/app/copyText.ts'
import styles from './pinned.module.css'

/** Values that stay on the screen, and where they belong: pixels from the top left of their graph. */
export type Pinned = {
  readonly reading: Reading
  readonly left: number
  readonly top: number
  readonly byKeys: boolean
}

type PinnedReadingProps = {
  readonly pinned: Pinned
  readonly picture: Picture
  /** Puts a note on the instant; absent where nothing may be altered. */
  readonly onNote?: () => void
  /** A new step of one series alone. */
  readonly onFilter?: (line: Line) => void
  readonly onClose: () => void
}

/** Letters shown of a name; all of it is in its title. */
const longest = 44

/** All values at one instant, to be selected and copied. Esc, the cross or a press elsewhere closes it. */
export function PinnedReading({ pinned, picture, onNote, onFilter, onClose }: PinnedReadingProps) {
  const panel = useRef<HTMLDivElement>(null)
  const { reading, left, top, byKeys } = pinned
  useLayoutEffect(() => {
    const element = panel.current
    const graph = element?.parentElement
    if (!element || !graph) return
    element.showPopover()
    const place = () => {
      const box = graph.getBoundingClientRect()
      const size = { width: element.offsetWidth, height: element.offsetHeight }
      const screen = { width: innerWidth, height: innerHeight }
      const { x, y } = beside({ x: box.left + left, y: box.top + top }, size, screen, box)
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    }
    place()
    element.querySelector('[data-nearest="true"]')?.scrollIntoView({ block: 'nearest' })
    if (byKeys) element.querySelector('button')?.focus()
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place, { capture: true })
      removeEventListener('resize', place)
    }
  }, [left, top, byKeys])
  useEffect(() => {
    const pressed = (event: PointerEvent) => {
      const { target } = event
      if (target instanceof Node && !panel.current?.parentElement?.contains(target)) onClose()
    }
    document.addEventListener('pointerdown', pressed)
    return () => document.removeEventListener('pointerdown', pressed)
  }, [onClose])
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') onClose()
  }
  const time = timeOf(reading, picture)
  return (
    <div
      ref={panel}
      popover="manual"
      role="dialog"
      aria-label={`Values at ${time}`}
      className={styles.pinned}
      onKeyDown={onKeyDown}
    >
      <header>
        <span>{time}</span>
        {onNote && (
          <button type="button" onClick={onNote}>
            Note here
          </button>
        )}
        <button type="button" aria-label="Close the values" onClick={onClose}>
          ✕
        </button>
      </header>
      <ul>
        {reading.rows.map((row, i) => (
          <Value
            key={i}
            row={row}
            window={picture.view}
            heated={picture.heat !== null}
            name={nameOf(row, reading, picture)}
            onFilter={onFilter}
          />
        ))}
      </ul>
      {(reading.total !== null || reading.more > 0) && (
        <p>
          {[reading.total && `total ${reading.total}`, reading.more > 0 && `and ${reading.more} more`]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </div>
  )
}

function Value(props: {
  readonly row: ReadRow
  /** What is looked at: links on labels lead there. */
  readonly window: Window
  readonly heated: boolean
  readonly name: string
  readonly onFilter: PinnedReadingProps['onFilter']
}) {
  const { row, window, heated, name, onFilter } = props
  const { line } = row
  const known = !Number.isNaN(row.value)
  return (
    <li data-nearest={row.nearest}>
      <span
        className={styles.swatch}
        style={{ background: heated && row.colour === null ? 'none' : seriesInk(row.colour) }}
      />
      <span className={styles.name} title={name}>
        {shortened(name, longest)}
      </span>
      <span className={styles.value}>{row.text}</span>
      <span className={styles.deeds}>
        {line && !line.computed && <SeriesLinks labels={line.labels} window={window} name={name} />}
        {known && (
          <button
            type="button"
            aria-label={`Copy ${row.value}, the value of ${name}`}
            onClick={() => void copyText(String(row.value), `Copied ${row.value}`)}
          >
            copy
          </button>
        )}
        {onFilter && line && !line.computed && line.shift === 0 && Object.keys(line.labels).length > 0 && (
          <button type="button" aria-label={`New step of ${name} alone`} onClick={() => onFilter(line)}>
            new step
          </button>
        )}
      </span>
    </li>
  )
}
