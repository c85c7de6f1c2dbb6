import { useMemo, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { VerdictSign, verdictLooks } from '#client/app/parts/VerdictSign.tsx'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import { stepName } from '#client/notebook/steps/stepName.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { trail, type TrailStep } from '#shared/notebook/trail.ts'
import { visibleTrail } from './visibleTrail.ts'
import styles from './trail.module.css'

const kindTitles = { note: 'Note', message: 'Message', ask: 'Untitled' } as const

/** The steps as the tree of what grew from what: jump by a click, fold what is done with. */
export function Trail() {
  const page = usePage()
  const steps = useOfNotebook(notebook => notebook.steps)
  const current = usePicked(page.current, held => held.step)
  const [folded, setFolded] = useState<ReadonlySet<Id>>(new Set())
  const [open, setOpen] = useState(false)
  const places = useMemo(() => trail({ ...page.session.notebook(), steps }), [steps, page])
  const visible = useMemo(() => visibleTrail(places, folded), [places, folded])
  const deadEnds = places.filter(place => verdictOf(place) === 'deadEnd').map(place => place.step.id)
  const allFolded = deadEnds.length > 0 && deadEnds.every(id => folded.has(id))
  const toggle = (ids: readonly Id[], fold: boolean) => {
    const next = new Set(folded)
    for (const id of ids)
      if (fold) next.add(id)
      else next.delete(id)
    setFolded(next)
  }
  return (
    <nav className={styles['trail']} aria-label="The trail" data-open={open}>
      <h2>
        <button
          type="button"
          className={styles['opener']}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          The trail <span aria-hidden>{open ? '▴' : '▾'}</span>
        </button>
        <span className={styles['heading']}>The trail</span>
      </h2>
      <ol>
        {visible.map(({ place, hidden }) => (
          <li key={place.step.id} style={{ marginLeft: `${Math.min(place.depth, 5) * 14}px` }}>
            <a
              href={`#${place.step.id}`}
              aria-current={place.step.id === current ? 'step' : undefined}
              className={styles['place']}
              data-verdict={verdictOf(place)}
              onClick={event => {
                if (event.metaKey || event.ctrlKey) return
                event.preventDefault()
                setOpen(false)
                page.select(place.step.id, true)
              }}
            >
              <span className={styles['number']}>{place.number}</span>
              <Sign place={place} />
              <span className={styles['title']} style={{ color: colourOf(place) }}>
                {stepName(place.step)}
              </span>
            </a>
            {place.children.length > 0 && (
              <button
                type="button"
                className={styles['fold']}
                aria-expanded={!folded.has(place.step.id)}
                aria-label={
                  folded.has(place.step.id)
                    ? `Unfold ${hidden} under step ${place.number}`
                    : `Fold what grew from step ${place.number}`
                }
                onClick={() => toggle([place.step.id], !folded.has(place.step.id))}
              >
                {folded.has(place.step.id) ? '▸' : '▾'}
              </button>
            )}
          </li>
        ))}
      </ol>
      {deadEnds.length > 0 &&
        places.some(place => deadEnds.includes(place.step.id) && place.children.length > 0) && (
          <Button
            small
            kind="quiet"
            className={styles['deadEnds'] ?? ''}
            onClick={() => toggle(deadEnds, !allFolded)}
          >
            {allFolded ? 'Unfold' : 'Fold'} dead ends
          </Button>
        )}
    </nav>
  )
}

const verdictOf = ({ step }: TrailStep) => (step.is === 'ask' ? (step.judgment?.verdict ?? null) : null)

const colourOf = (place: TrailStep): string | undefined => {
  const verdict = verdictOf(place)
  return verdict === null ? undefined : verdictLooks[verdict].colour
}

function Sign({ place }: { readonly place: TrailStep }) {
  if (place.step.is === 'ask') return <VerdictSign verdict={verdictOf(place)} />
  return (
    <span className={styles['kind']} role="img" aria-label={kindTitles[place.step.is]}>
      {place.step.is === 'note' ? '¶' : '❝'}
    </span>
  )
}
