import type { ReactNode } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import type { Asking } from './useAsking.ts'
import styles from '#client/sources/sources.module.css'

type FootProps = { readonly asking: Asking; readonly onList: () => void; readonly children: ReactNode }

/** What the form says that belongs to no field, Stop while it asks, and its buttons. */
export function Foot({ asking, onList, children }: FootProps) {
  const { said, busy, stop } = asking
  const words = said?.tone === 'bad' ? (said.trouble.field === null ? said.trouble.reason : '') : said?.words
  return (
    <>
      <p className={said === null ? styles.said : `${styles.said} ${styles[said.tone]}`} role="status">
        {words}
      </p>
      <div className={styles.foot}>
        <Button kind="quiet" onClick={onList}>
          All sources
        </Button>
        <span />
        {busy && <Button onClick={stop}>Stop</Button>}
        {children}
      </div>
    </>
  )
}
