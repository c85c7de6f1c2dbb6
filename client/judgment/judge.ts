import { notify } from '#client/app/notices.tsx'
import { askPerson } from '#client/app/person.tsx'
import type { Page } from '#client/notebook/page/page.ts'
import { waiting } from '#client/notebook/page/waiting.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Verdict } from '#shared/notebook/notebook.ts'
import { lastEvident, pickVerdict } from './verdictOperations.ts'

/** Picks a verdict on a step; the first time, the person at this browser is asked for a name and the verdict is theirs. */
export async function judge(page: Page, id: Id, verdict: Verdict): Promise<void> {
  if (!canBeJudged(page, id)) return notify({ text: 'Run the step first: a verdict is on what was seen.' })
  if (page.named) return pick(page, id, verdict)
  waiting.add(named => pick(named, id, verdict))
  if ((await askPerson()) === null) waiting.take()
}

function canBeJudged(page: Page, id: Id): boolean {
  const step = stepOf(page.session.notebook(), id)
  return step?.is === 'ask' && (step.judgment !== null || lastEvident(step) !== undefined)
}

function pick(page: Page, id: Id, verdict: Verdict): void {
  const step = stepOf(page.session.notebook(), id)
  if (step?.is !== 'ask') return
  const on = step.judgment?.on ?? lastEvident(step)?.id
  if (on !== undefined) page.act([pickVerdict(step, verdict, on, Date.now())])
}
