import type { Values } from '#shared/query/variables/value.ts'
import { fill } from '#shared/query/variables/fill.ts'
import { HighlightedQuery } from '#client/text/HighlightedQuery.tsx'
import styles from './query.module.css'

/** What a query with variables comes to, quietly, while one is at it; nothing where it has none, or they cannot be filled in. */
export function RunsAs({ text, values }: { readonly text: string; readonly values: Values }) {
  const filling = fill(text, values)
  if (filling.parts.length === 0 || filling.problems.length > 0) return null
  return (
    <p className={styles['runsAs']}>
      runs as{' '}
      <code>
        <HighlightedQuery text={filling.text} wrong={nowhere} />
      </code>
    </p>
  )
}

const nowhere: readonly [] = []
