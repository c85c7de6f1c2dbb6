import type { Kept } from '#shared/live/pending.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import type { Keep } from './keep.ts'

/** Writes what is unconfirmed as it changes, one write at a time and the newest state next; nothing unconfirmed leaves nothing behind. */
export function keeper(keep: Keep, notebook: Id, client: string, now: () => number): (kept: Kept) => void {
  let wanted: Kept | null = null
  let written = false
  let busy = false

  const write = async () => {
    busy = true
    while (wanted) {
      const { confirmed, pending } = wanted
      wanted = null
      if (pending.length > 0) {
        await keep.save({ notebook, client, at: now(), kept: { confirmed, pending } })
        written = true
      } else if (written) {
        await keep.forget(notebook, client)
        written = false
      }
    }
    busy = false
  }

  return kept => {
    if (kept.pending.length === 0 && !written && !busy) return
    wanted = kept
    if (!busy) write().catch(() => (busy = false))
  }
}
