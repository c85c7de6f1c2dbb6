import { strokesOf } from './spark.ts'
import styles from '#client/library/library.module.css'

/** The course of a notebook's first signal; gaps stay gaps. */
export function Spark({ values }: { readonly values: readonly (number | null)[] }) {
  return (
    <svg className={styles.spark} viewBox="0 -2 220 54" preserveAspectRatio="none" aria-hidden>
      {strokesOf(values, 220, 50).map((points, i) => (
        <polyline key={i} points={points} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
}
