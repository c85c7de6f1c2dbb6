import type { Run } from '#shared/notebook/notebook.ts'
import type { Remark } from '#shared/query/span.ts'
import styles from './remarks.module.css'

const words: Readonly<Record<Remark['level'], string>> = {
  warning: 'Warning',
  info: 'Note',
  partial: 'Partial answer',
}

type RemarksProps = { readonly run: Run | null; readonly level: Remark['level'] }

/** What was said of a run's answer that stopped nothing, one line each; nothing where nothing was. */
export function Remarks({ run, level }: RemarksProps) {
  const all = run !== null && 'evidence' in run.outcome ? run.outcome.remarks : []
  const remarks = all.filter(remark => remark.level === level)
  if (remarks.length === 0) return null
  return (
    <ul className={styles.remarks}>
      {remarks.map((remark, i) => (
        <li key={i} data-level={level}>
          <strong>{words[level]}:</strong> {remark.message}
        </li>
      ))}
    </ul>
  )
}
