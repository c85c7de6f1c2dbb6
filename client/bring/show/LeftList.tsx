import type { Left } from '#shared/forms/bring/brought.ts'
import styles from './bring.module.css'

/** What could not be taken, and why; open where there is nothing else to see. */
export function LeftList({ left, open }: { readonly left: readonly Left[]; readonly open: boolean }) {
  if (left.length === 0) return null
  return (
    <details className={styles['left']} open={open}>
      <summary>{left.length === 1 ? '1 thing was left' : `${left.length} things were left`}</summary>
      <ul tabIndex={0} aria-label="What was left, and why">
        {left.map(({ where, why }, i) => (
          <li key={i}>
            <b>{where}</b>: {why}
          </li>
        ))}
      </ul>
    </details>
  )
}
