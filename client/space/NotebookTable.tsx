import { Link } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Menu } from '#client/app/parts/Menu.tsx'
import type { NotebookSpace, Space } from '#shared/wire/space.ts'
import { Bar } from './Bar.tsx'
import { bytesWords } from './bytesWords.ts'
import { nameOf, type Offer, offersOf } from './freeing/freeing.ts'
import { parts, wholeOf } from './parts.ts'
import styles from './space.module.css'

type NotebookTableProps = {
  readonly space: Space
  readonly busy: boolean
  readonly onFree: (offer: Offer) => void
  readonly onDelete: (row: NotebookSpace) => void
}

/** Every notebook with its parts, the largest first, and what of the file is no notebook's. */
export function NotebookTable({ space, busy, onFree, onDelete }: NotebookTableProps) {
  const most = Math.max(1, ...space.notebooks.map(wholeOf), space.orphaned, space.free, space.other)
  const rest = [
    ['Cited by no notebook', space.orphaned],
    ['Empty pages', space.free],
    ['Indexes, events and the file’s own order', space.other],
  ] as const
  return (
    <section aria-labelledby="space-notebooks">
      <h2 id="space-notebooks">Notebooks</h2>
      <ul className={styles.key} aria-label="What the bars are made of">
        {parts.map(({ name, words, about }) => (
          <li key={name} title={about}>
            <i data-part={name} /> {words}
          </li>
        ))}
      </ul>
      {space.notebooks.length === 0 && <p className={styles.none}>There are no notebooks yet.</p>}
      <table className={styles.table}>
        <thead className={styles.unseen}>
          <tr>
            <th scope="col">Notebook</th>
            <th scope="col">Parts</th>
            <th scope="col">Bytes</th>
            <th scope="col">Acts</th>
          </tr>
        </thead>
        <tbody>
          {space.notebooks.map(row => (
            <tr key={row.id}>
              <th scope="row">
                <Link href={`/n/${row.id}`}>{nameOf(row)}</Link>
              </th>
              <td className={styles.bars}>
                <Bar
                  most={most}
                  pieces={parts.map(({ name, words }) => ({ name, words, bytes: row[name] }))}
                />
              </td>
              <td className={styles.size}>{bytesWords(wholeOf(row))}</td>
              <td>
                <Menu
                  align="end"
                  trigger={
                    <Button small kind="quiet" disabled={busy} aria-label={`Free space of ${nameOf(row)}`}>
                      ⋯
                    </Button>
                  }
                  rows={[
                    ...offersOf(row).map(offer => ({
                      title: `${offer.question.what === 'details' ? 'Free its details' : 'Free what nobody judged'}…`,
                      about: bytesWords(offer.bytes),
                      run: () => onFree(offer),
                    })),
                    { title: 'Delete this notebook…', danger: true, run: () => onDelete(row) },
                  ]}
                />
              </td>
            </tr>
          ))}
          {rest.map(([words, bytes]) => (
            <tr key={words} className={styles.quiet}>
              <th scope="row">{words}</th>
              <td className={styles.bars}>
                <Bar most={most} pieces={[{ name: 'other', words, bytes }]} />
              </td>
              <td className={styles.size}>{bytesWords(bytes)}</td>
              <td />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All of the file</th>
            <td className={styles.bars} />
            <td className={styles.size}>{bytesWords(space.notebooksFile)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
