import { useState } from 'react'
import type { NotebookSummary } from '#shared/wire/wire.ts'
import { facetsOf } from './facets.ts'
import styles from '#client/library/library.module.css'

type FacetsProps = {
  readonly rows: readonly NotebookSummary[]
  readonly chosen: string
  readonly onChoose: (facet: string) => void
}

/** The ways to narrow what was found, each with its count; pressing the chosen one again lets all through. */
export function Facets({ rows, chosen, onChoose }: FacetsProps) {
  const [now] = useState(Date.now)
  if (rows.length === 0) return null
  return (
    <div className={styles.facets} role="group" aria-label="Show">
      {facetsOf(rows, chosen, now).map(({ id, words, count }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          onClick={() => onChoose(id === chosen ? 'all' : id)}
        >
          {words} {count}
        </button>
      ))}
    </div>
  )
}
