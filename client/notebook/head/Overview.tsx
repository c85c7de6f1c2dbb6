import { type PointerEvent, useMemo, useRef, useState } from 'react'
import { judgedRun, lastEvident } from '#client/judgment/verdictOperations.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { useEvidence } from '#client/server/evidence.ts'
import { windowOf } from '#shared/time/grid.ts'
import { lengthOf } from '#shared/time/window.ts'
import styles from './head.module.css'
import { placeIn, sparkPath, strongestOf } from './overviewLine.ts'

const width = 600
const tall = 27

/** The strongest series of the first step over its whole window, with the blip. A drag over it sets the blip. */
export function Overview() {
  const page = usePage()
  const steps = useOfNotebook(notebook => notebook.steps)
  const blip = useOfNotebook(notebook => notebook.blip)
  const first = useMemo(
    () =>
      shownSteps({ ...page.session.notebook(), steps }).find(
        step => step.is === 'ask' && step.request.kind === 'query',
      ),
    [steps, page],
  )
  const run = first?.is === 'ask' ? (judgedRun(first) ?? lastEvident(first)) : undefined
  const evidence = useEvidence(run && 'evidence' in run.outcome ? run.outcome.evidence : null)
  const strongest = useMemo(() => (evidence.data ? strongestOf(evidence.data) : null), [evidence.data])
  const path = useMemo(() => (strongest ? sparkPath(strongest, width, tall - 2) : ''), [strongest])
  const [dragged, setDragged] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const box = useRef<SVGSVGElement>(null)
  if (!strongest || !first) return <span className={styles['overview']} />
  const window = windowOf(strongest.grid)
  const at = (event: PointerEvent) => {
    const { left, width: wide } = box.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    const place = Math.min(1, Math.max(0, (event.clientX - left) / wide))
    return Math.round((window.from + place * lengthOf(window)) / 1000) * 1000
  }
  const shownBlip = dragged
    ? { from: Math.min(dragged.from, dragged.to), to: Math.max(dragged.from, dragged.to) }
    : blip
  const end = () => {
    if (dragged && shownBlip && lengthOf(shownBlip) > lengthOf(window) / 200)
      page.act([setNotebook(page.session.notebook(), 'blip', shownBlip)])
    setDragged(null)
  }
  return (
    <span className={styles['overview']}>
      <svg
        ref={box}
        viewBox={`0 0 ${width} ${tall}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Overview: ${first.title === '' ? 'the first step' : first.title}`}
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragged({ from: at(event), to: at(event) })
        }}
        onPointerMove={event => dragged && setDragged({ ...dragged, to: at(event) })}
        onPointerUp={end}
        onPointerCancel={() => setDragged(null)}
      >
        {shownBlip && (
          <rect
            x={placeIn(window, shownBlip.from) * width}
            width={Math.max(2, (lengthOf(shownBlip) / lengthOf(window)) * width)}
            height={tall}
            fill="var(--blip)"
            opacity={0.38}
          />
        )}
        <path d={path} fill="none" stroke="var(--ink)" strokeWidth={1.3} vectorEffect="non-scaling-stroke" />
      </svg>
      <small>{first.title}</small>
    </span>
  )
}
