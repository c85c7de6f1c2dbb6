import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import type { MountedGraph, Pin } from '#client/graph/mounted.ts'
import { mountGraph } from '#client/graph/mountGraph.ts'
import type { Box } from '#shared/picture/place/box.ts'
import type { Line, PictureInput, Picture } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { allShown, isolate, toggle, type SeriesKey, type SeriesState } from '#shared/picture/shown.ts'
import { tableOf } from '#shared/picture/table.ts'
import { metricName, type Labels } from '#shared/series/labels.ts'
import { printWindow } from '#shared/time/clock.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import { DragBar, type Offer, type Selection } from './DragBar.tsx'
import type { GraphAct } from './graphAct.ts'
import { PinnedReading, type Pinned } from './PinnedReading.tsx'
import { earlierWords } from '#client/reader/earlierWords.ts'
import styles from './graph.module.css'

export type { GraphAct } from './graphAct.ts'

export type GraphProps = Omit<PictureInput, 'view'> & {
  /** The reader's own zoom; null or absent: all of it. */
  readonly view?: Window | null
  readonly onShown?: (state: SeriesState) => void
  readonly onSelect?: (act: GraphAct) => void
  /** A new step of the series with these labels alone; absent: it is not offered. */
  readonly onFilter?: (labels: Labels) => void
  /** The words of a note were clicked. */
  readonly onMark?: (id: string) => void
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
  onFilter,
  onMark,
  offers = allOffers,
  large = false,
  height = large ? 400 : 236,
  empty,
}: GraphProps) {
  const picture = useMemo(
    () => pictureOf({ answer, queries, blip, before, events, marks, drawing, shown, zone, view }),
    [answer, queries, blip, before, events, marks, drawing, shown, zone, view],
  )
  const earlier = useMemo(
    () => [...new Set(answer.parts.map(({ shift }) => shift))].filter(shift => shift !== 0),
    [answer],
  )
  const host = useRef<HTMLDivElement>(null)
  const graph = useRef<MountedGraph | null>(null)
  const byKeys = useRef(false)
  const [selection, setSelection] = useState<Selection | null>(null)

  const [pinned, setPinned] = useState<Pinned | null>(null)
  const unpin = useCallback(() => setPinned(null), [])

  const selected = useEffectEvent((window: Window, box: Box) => {
    if (!onSelect) return graph.current?.clear()
    setSelection({ window, box, width: host.current?.clientWidth ?? 0, byKeys: byKeys.current })
  })
  const zoomedOut = useEffectEvent(() => onSelect?.({ kind: 'unzoom' }))
  const picked = useEffectEvent((key: SeriesKey, several: boolean) =>
    onShown?.(several ? toggle(shown, key) : isolate(shown, key)),
  )
  const pin = useEffectEvent((where: Pin) => {
    const reading = graph.current?.readingOf(where)
    if (reading) setPinned({ ...where, reading })
  })
  const marked = useEffectEvent((id: string) => onMark?.(id))
  const latest = useEffectEvent(() => picture)
  const drawable = picture.empty === null || picture.empty === 'hidden'
  const drawn = useRef<Picture | null>(null)

  useEffect(() => {
    if (!host.current || !drawable) return
    const element = host.current
    const first = latest()
    const mounted = mountGraph(
      element,
      first,
      {
        selected: (window, box) => {
          unpin()
          selected(window, box)
        },
        cleared: () => setSelection(null),
        zoomedOut: () => {
          unpin()
          zoomedOut()
        },
        picked: (key, several) => picked(key, several),
        read: text => element.setAttribute('aria-valuetext', text),
        pinned: where => pin(where),
        marked: id => marked(id),
      },
      { large },
    )
    graph.current = mounted
    drawn.current = first
    return () => {
      graph.current = null
      mounted.destroy()
    }
  }, [large, drawable, unpin])

  useEffect(() => {
    if (drawn.current !== picture) graph.current?.update(picture)
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
  const closePinned = () => {
    if (pinned?.byKeys) host.current?.focus()
    unpin()
  }
  const noteAt = (at: Ms) => {
    unpin()
    onSelect?.({ kind: 'note', window: { from: at, to: at } })
  }
  const onNote = () => {
    const at = graph.current?.instant() ?? null
    if (at !== null) noteAt(at)
    return at !== null
  }
  const filterTo = (line: Line) => {
    unpin()
    const { labels } = tableOf({ answer, queries, blip, before, events, marks, drawing, shown, zone, view })
    const telling = labels.filter(name => line.labels[name])
    const all = Object.keys(line.labels).filter(name => name !== metricName)
    const names = telling.length > 0 ? telling : all
    onFilter?.(Object.fromEntries(names.map(name => [name, line.labels[name] ?? ''])))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.altKey && !event.metaKey && !event.ctrlKey
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by !== 0 && !event.altKey && !event.metaKey) {
      graph.current?.nudge(by * (event.ctrlKey ? 30 : 1), event.shiftKey)
    } else if (event.key === 'Enter' && plain) {
      byKeys.current = true
      if (!graph.current?.finish()) graph.current?.pin()
    } else if (event.key === 'p' && plain) graph.current?.pin()
    else if (event.key === 'n' && plain && onSelect && offers.includes('note') && onNote()) {
      graph.current?.quiet()
    } else if (event.key === 'Escape' && selection) close()
    else if (event.key === 'Escape' && pinned) unpin()
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
          aria-label="Time cursor: arrow keys move it, Enter pins its values, N notes there; with Shift the arrows select, and Enter opens the selection"
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
      {earlier.length > 0 ? (
        <p className={styles.earlier}>
          <span aria-hidden>╌╌</span> {earlier.map(shift => `the same ${earlierWords(shift)}`).join(', ')}
        </p>
      ) : null}
      {view && onSelect ? (
        <p className={styles.zoomed}>
          Zoomed in, for you only.{' '}
          <button type="button" className={styles.back} onClick={() => act({ kind: 'unzoom' })}>
            Zoom back
          </button>
        </p>
      ) : null}
      {picture.remarks.map(remark => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
      {pinned ? (
        <PinnedReading
          pinned={pinned}
          picture={picture}
          {...(onSelect && offers.includes('note') ? { onNote: () => noteAt(pinned.reading.at) } : {})}
          {...(onFilter ? { onFilter: filterTo } : {})}
          onClose={closePinned}
        />
      ) : null}
      {selection ? <DragBar selection={selection} offers={offers} onAct={act} onClose={close} /> : null}
    </figure>
  )
}
