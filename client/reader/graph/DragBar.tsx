import { useEffect, useRef } from 'react'
import type { Box } from '#shared/picture/place/box.ts'
import type { Window } from '#shared/time/window.ts'
import type { GraphAct } from './graphAct.ts'
import styles from './graph.module.css'

/** A stretch of time somebody chose on a graph, where it lies in its pixels, and how wide the graph is. */
export type Selection = {
  readonly window: Window
  readonly box: Box
  readonly width: number
  readonly byKeys: boolean
}

export type Offer = Exclude<GraphAct['kind'], 'unzoom'>

const words: Readonly<Record<Offer, string>> = {
  zoom: 'Zoom',
  blip: 'Set as blip',
  note: 'Note here',
  newStep: 'New step',
}

type DragBarProps = {
  readonly selection: Selection
  readonly offers: readonly Offer[]
  readonly onAct: (act: GraphAct) => void
  readonly onClose: () => void
}

/** What can be done with a selected stretch. Arrow keys go along, Esc closes. */
export function DragBar({ selection, offers, onAct, onClose }: DragBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const { window, box, width, byKeys } = selection
  useEffect(() => {
    const element = bar.current
    if (!element) return
    const after = box.left + box.width + 8
    const before = box.left - element.offsetWidth - 8
    const left = after + element.offsetWidth <= width ? after : before >= 0 ? before : box.left + 8
    element.style.left = `${Math.max(0, Math.min(left, width - element.offsetWidth))}px`
    element.style.top = `${box.top + 34}px`
    if (byKeys) element.querySelector('button')?.focus()
  }, [box, byKeys, width])
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex(button => button === document.activeElement)
    buttons[(at + by + buttons.length) % buttons.length]?.focus()
    event.stopPropagation()
  }
  return (
    <div ref={bar} className={styles.bar} role="toolbar" aria-label="Selected stretch" onKeyDown={onKeyDown}>
      {offers.map(kind => (
        <button key={kind} type="button" onClick={() => onAct({ kind, window })}>
          {words[kind]}
        </button>
      ))}
    </div>
  )
}
