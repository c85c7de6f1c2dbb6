import { Kbd } from '#client/app/parts/Kbd.tsx'
import { useCell } from '#client/app/cell.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { guided } from './start.ts'
import styles from './guide.module.css'

/** What to try in a notebook that redoes the demo's; gone for good once put away. */
export function GuideLine({ notebook }: { readonly notebook: Id }) {
  if (useCell(guided) !== notebook) return null
  return (
    <aside className={styles.guide} aria-label="What to try">
      <ol>
        <li>
          Type <code>playback_errors_total</code>, run it with <Kbd keys="shift+enter" />
        </li>
        <li>Split by device: one stands out</li>
        <li>Drag over the peak: Set as blip</li>
        <li>
          Judge it: <Kbd keys="1" /> to <Kbd keys="6" />, and a sentence
        </li>
        <li>
          Then <code>ipc_client_retries_total</code>, split by node
        </li>
      </ol>
      <button type="button" aria-label="Put the guide away" onClick={() => guided.set(null)}>
        ✕
      </button>
    </aside>
  )
}
