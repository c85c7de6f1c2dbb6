import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { mountGraph, type GraphHandlers, type MountedGraph } from '#client/graph/mountGraph.ts'
import type { PictureInput, Picture } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { allShown, isolate, toggle, type SeriesState } from '#shared/picture/shown.ts'
import { printWindow } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'
import { DragBar, type Offer, type Selection } from './DragBar.tsx'
import type { GraphAct } from './graphAct.ts'
import styles from './graph.module.css'

export type { GraphAct } from './graphAct.ts'

export type GraphProps = Omit<PictureInput, 'view'> & {
  /** The reader's own zoom; null or absent: all of it. */
  readonly view?: Window | null
  readonly onShown?: (state: SeriesState) => void
  readonly onSelect?: (act: GraphAct) => void
  /** What the bar over a selection offers; zoom alone where nothing may be altered. */
  readonly offers?: readonly Offer[]
  /** Pixels; 236 unless given, 400 where large. */
  readonly height?: number
  /** For a room: bigger letters and strokes. */
  readonly large?: boolean
  /** What stands in place of a graph that has nothing to draw. */
  readonly empty?: ReactNode
}

const allOffers: readonly Offer[] = ['zoom', 'blip', 'note', 'newStep']

const emptyWords: Readonly<Record<NonNullable<Picture['empty']>, string>> = {
  series: 'No series came back: nothing matches in this window.',
  values: 'No values in this window.',
  hidden: 'All series are hidden.',
}

/** A step's graph. Give arrays and objects that keep their identity while nothing in them changes. */
export function Graph({
  answer,
  queries,
  blip,
  before,
  events,
  marks,
  drawing,
  shown,
  zone,
  view = null,
  onShown,
  onSelect,
  offers = allOffers,
  large = false,
  height = large ? 400 : 236,
  empty,
}: GraphProps) {
  const picture = useMemo(
    () => pictureOf({ answer, queries, blip, before, events, marks, drawing, shown, zone, view }),
    [answer, queries, blip, before, events, marks, drawing, shown, zone, view],
  )
  const host = useRef<HTMLDivElement>(null)
  const graph = useRef<MountedGraph | null>(null)
  const byKeys = useRef(false)
  const [selection, setSelection] = useState<Selection | null>(null)

  const handlers = useRef<GraphHandlers>(null)
  handlers.current = {
    selected: (window, box) =>
      onSelect ? setSelection({ window, box, byKeys: byKeys.current }) : graph.current?.clear(),
    cleared: () => setSelection(null),
    zoomedOut: () => onSelect?.({ kind: 'unzoom' }),
    picked: (key, several) => onShown?.(several ? toggle(shown, key) : isolate(shown, key)),
    read: text => host.current?.setAttribute('aria-valuetext', text),
  }
  const latest = useRef(picture)
  latest.current = picture
  const drawable = picture.empty === null || picture.empty === 'hidden'

  useEffect(() => {
    if (!host.current || !drawable) return
    const mounted = mountGraph(
      host.current,
      latest.current,
      {
        selected: (window, box) => handlers.current?.selected(window, box),
        cleared: () => handlers.current?.cleared(),
        zoomedOut: () => handlers.current?.zoomedOut(),
        picked: (key, several) => handlers.current?.picked(key, several),
        read: text => handlers.current?.read(text),
      },
      { large },
    )
    graph.current = mounted
    return () => {
      graph.current = null
      mounted.destroy()
    }
  }, [large, drawable])

  const drawn = useRef<Picture | null>(null)
  useEffect(() => {
    if (drawn.current !== null && drawn.current !== picture) graph.current?.update(picture)
    drawn.current = picture
  }, [picture])

  const close = () => {
    graph.current?.clear()
    if (byKeys.current) host.current?.focus()
    byKeys.current = false
  }
  const act = (chosen: GraphAct) => {
    close()
    onSelect?.(chosen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by !== 0 && !event.altKey && !event.metaKey) {
      graph.current?.nudge(by * (event.ctrlKey ? 30 : 1), event.shiftKey)
    } else if (event.key === 'Enter' && onSelect) {
      byKeys.current = true
      graph.current?.finish()
    } else if (event.key === 'Escape' && selection) close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <figure className={styles.figure} aria-label={picture.sentence}>
      {drawable ? (
        <div
          ref={host}
          className={large ? styles.large : styles.host}
          style={{ height }}
          role="slider"
          tabIndex={0}
          aria-label="Time cursor: arrow keys move it, with Shift they select, Enter opens the selection"
          aria-valuemin={picture.view.from}
          aria-valuemax={picture.view.to}
          aria-valuenow={picture.view.from}
          aria-valuetext={printWindow(picture.view, zone)}
          onKeyDown={onKeyDown}
          onPointerDown={() => {
            byKeys.current = false
          }}
        />
      ) : (
        <div className={styles.nothing} style={{ height: Math.min(height, 150) }}>
          {empty ?? emptyWords[picture.empty ?? 'values']}
        </div>
      )}
      {picture.empty === 'hidden' && onShown ? (
        <p className={styles.hidden}>
          All series are hidden.{' '}
          <button type="button" onClick={() => onShown(allShown)}>
            Show all
          </button>
        </p>
      ) : null}
      {view && onSelect ? (
        <button type="button" className={styles.back} onClick={() => act({ kind: 'unzoom' })}>
          Zoom back
        </button>
      ) : null}
      {selection ? (
        <DragBar
          selection={selection}
          width={host.current?.clientWidth ?? 0}
          offers={offers}
          onAct={act}
          onClose={close}
        />
      ) : null}
    </figure>
  )
}
