import { Link } from 'wouter'
import { overWords } from './freeing/freeing.ts'
import styles from './space.module.css'
import { useEvidenceRoom } from './spaceCalls.ts'

/** One line where evidence is over its limit and nothing more can go by itself; else nothing. */
export function EvidenceOver() {
  const room = useEvidenceRoom()
  const words = room && overWords(room.total, room.most)
  if (words === null) return null
  return (
    <p className={styles.overLine}>
      {words} <Link href="/space">See what uses space</Link>
    </p>
  )
}
