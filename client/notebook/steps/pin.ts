import { notify } from '#client/app/notices.tsx'
import type { Page } from '#client/notebook/page/page.ts'
import { lastEvident } from '#client/judgment/verdictOperations.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Run } from '#shared/notebook/notebook.ts'

/** The latest run of a step that ended in evidence, where somebody has pinned it. */
export function pinnedRun(page: Page, id: Id): Run | null {
  const step = stepOf(page.session.notebook(), id)
  const run = step?.is === 'ask' ? lastEvident(step) : undefined
  return run?.pinned ? run : null
}

/** Keeps what a step shows for good, or lets it go again; a look is kept first. */
export async function togglePin(page: Page, id: Id): Promise<void> {
  const pinned = pinnedRun(page, id)
  const run = pinned ?? (await page.live.keep(id))
  if (run === null) return notify({ text: 'Run the step first: there is nothing to keep yet.' })
  if (!page.act([{ do: 'pin', step: id, run: run.id, pinned: pinned === null }])) return
  notify({ text: pinned === null ? 'Pinned: this run is kept for good' : 'No longer pinned' })
}
