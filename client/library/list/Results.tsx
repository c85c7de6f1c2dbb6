import type { UseQueryResult } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import { wordsOf } from '#client/server/trouble.ts'
import { openSources } from '#client/sources/SourcesHost.tsx'
import type { NotebookList } from '#shared/wire/wire.ts'
import { Card } from './Card.tsx'
import { narrowed } from './facets.ts'
import styles from '#client/library/library.module.css'

type ResultsProps = {
  readonly found: UseQueryResult<NotebookList>
  readonly facet: string
  readonly q: string
  readonly list: RefObject<HTMLUListElement | null>
  /** Takes search and facet away. */
  readonly onAll: () => void
}

/** What was found, or in words why nothing is shown. */
export function Results({ found, facet, q, list, onAll }: ResultsProps) {
  const [now] = useState(Date.now)
  if (found.isError && found.data === undefined)
    return (
      <div className={styles.nothing} role="alert">
        <strong>The investigations cannot be listed.</strong>
        <p>{wordsOf(found.error)}</p>
        <Button onClick={() => void found.refetch()}>Try again</Button>
      </div>
    )
  if (found.data === undefined) return <Waiting />
  const { notebooks, total } = found.data
  const rows = narrowed(notebooks, facet, now)
  if (rows.length === 0) return <Nothing q={q} filtered={facet !== 'all'} onAll={onAll} />
  return (
    <>
      <ul className={styles.cards} ref={list} aria-busy={found.isPlaceholderData}>
        {rows.map(row => (
          <Card key={row.id} row={row} />
        ))}
      </ul>
      <p className={styles.unseen} role="status">
        {rows.length} shown
      </p>
      {total > notebooks.length && (
        <p className={styles.more}>
          The {notebooks.length} changed last, of {total}. A search looks through all.
        </p>
      )}
    </>
  )
}

function Nothing({
  q,
  filtered,
  onAll,
}: {
  readonly q: string
  readonly filtered: boolean
  readonly onAll: () => void
}) {
  if (q === '' && !filtered)
    return (
      <div className={styles.nothing}>
        <strong>No investigations yet</strong>
        <p>
          Saw a blip? Press <Kbd keys="n" /> and type the query that shows it.
        </p>
        <Button onClick={() => openSources('add')}>Connect your Prometheus</Button>
      </div>
    )
  return (
    <div className={styles.nothing} role="status">
      <strong>{q === '' ? 'Nothing of that kind' : `Nothing found for “${q}”`}</strong>
      <p>
        {filtered && q !== ''
          ? 'Looked only at what the facet lets through.'
          : 'Every word has to be found in one investigation.'}
      </p>
      <Button onClick={onAll}>Show all</Button>
    </div>
  )
}

function Waiting() {
  return (
    <ul className={styles.cards} aria-busy="true" aria-label="Loading investigations">
      {[0, 1, 2].map(i => (
        <li key={i} className={`${styles.card} ${styles.waiting}`}>
          <span />
          <span />
        </li>
      ))}
    </ul>
  )
}
