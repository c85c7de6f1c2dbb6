import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import type { Space } from '#shared/wire/space.ts'
import { Bar } from './Bar.tsx'
import { bytesWords } from './bytesWords.ts'
import styles from './space.module.css'

const atFirst = 8

/** What the samples of each metric take up, the largest first. */
export function MetricTable({ samples }: Pick<Space, 'samples'>) {
  const [all, setAll] = useState(false)
  const { metrics, other, file } = samples
  const shown = all ? metrics : metrics.slice(0, atFirst)
  const hidden = metrics.slice(shown.length).reduce((sum, { bytes }) => sum + bytes, 0)
  const most = Math.max(1, other, hidden, ...metrics.map(({ bytes }) => bytes))
  const rest = [
    ...(hidden > 0 ? [[`${metrics.length - shown.length} more metrics`, hidden] as const] : []),
    ['Series, and the file’s own order', other] as const,
  ]
  return (
    <section aria-labelledby="space-samples">
      <h2 id="space-samples">Samples kept here</h2>
      {metrics.length === 0 && (
        <p className={styles.none}>There are none: queries go to the sources that you connected.</p>
      )}
      <table className={styles.table}>
        <tbody>
          {shown.map(({ name, bytes, samples: count }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code> <small>{count.toLocaleString('en')} samples</small>
              </th>
              <td className={styles.bars}>
                <Bar most={most} pieces={[{ name: 'samples', words: name, bytes }]} />
              </td>
              <td className={styles.size}>{bytesWords(bytes)}</td>
            </tr>
          ))}
          {rest.map(([words, bytes]) => (
            <tr key={words} className={styles.quiet}>
              <th scope="row">{words}</th>
              <td className={styles.bars}>
                <Bar most={most} pieces={[{ name: 'other', words, bytes }]} />
              </td>
              <td className={styles.size}>{bytesWords(bytes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All of the file</th>
            <td className={styles.bars} />
            <td className={styles.size}>{bytesWords(file)}</td>
          </tr>
        </tfoot>
      </table>
      {(hidden > 0 || all) && metrics.length > atFirst && (
        <Button small kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the largest only' : `Show all ${metrics.length} metrics`}
        </Button>
      )}
    </section>
  )
}
