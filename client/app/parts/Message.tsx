import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './message.module.css'

type MessageProps = {
  readonly title: string
  readonly children?: ReactNode
  /** Buttons. */
  readonly acts?: ReactNode
  /** Offers the way back to the library. */
  readonly home?: boolean
  /** It will pass: shown only after a third of a second, so that quick things do not flash. */
  readonly waiting?: boolean
}

/** A whole screen that says one thing: opening, not found, failed. */
export function Message({ title, children, acts, home = false, waiting = false }: MessageProps) {
  return (
    <main className={waiting ? `${styles.message} ${styles.waiting}` : styles.message}>
      <h1>{title}</h1>
      {children !== undefined && <p>{children}</p>}
      {(acts !== undefined || home) && (
        <p className={styles.acts}>
          {acts}
          {home && <Link href="/">All investigations</Link>}
        </p>
      )}
    </main>
  )
}
