import { Link } from 'wouter'
import { VerdictWord } from '#client/app/parts/VerdictSign.tsx'
import { useZone } from '#client/app/zone.ts'
import { printDay } from '#shared/time/clock.ts'
import type { NotebookSummary } from '#shared/wire/wire.ts'
import { Spark } from './Spark.tsx'
import styles from '#client/library/library.module.css'

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** One investigation of the library: its signal, what it found, how far it got. The whole row leads there. */
export function Card({ row }: { readonly row: NotebookSummary }) {
  const { zone } = useZone()
  const steps = count(row.steps, 'step', 'steps')
  const deadEnds = row.deadEnds > 0 ? `, ${count(row.deadEnds, 'dead end', 'dead ends')}` : ''
  const facts = [
    row.gist.replace(/\.$/, ''),
    row.steps > 0 ? steps + deadEnds : 'empty',
    ...row.tags,
    printDay(row.blip?.from ?? row.changed, zone),
  ]
  return (
    <li className={styles.card}>
      <Spark values={row.spark} />
      <div>
        <h2>
          <Link href={`/n/${row.id}`} data-card>
            {row.title || 'Untitled'}
          </Link>
        </h2>
        <p>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {row.verdict === null ? (
        <span className={styles.unjudged}>not judged yet</span>
      ) : (
        <VerdictWord verdict={row.verdict} />
      )}
    </li>
  )
}
