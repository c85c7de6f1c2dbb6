import { askPerson } from '#client/app/person.tsx'
import { notify } from '#client/app/notices.tsx'
import type { Page } from '#client/notebook/page.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Verdict } from '#shared/notebook/notebook.ts'
import { lastEvident, pickVerdict } from './verdictOperations.ts'

/** Picks a verdict on a step for the person at this browser, who is asked for a name the first time. */
export async function judge(page: Page, id: Id, verdict: Verdict): Promise<void> {
  const person = await askPerson()
  const step = stepOf(page.session.notebook(), id)
  if (!person || step?.is !== 'ask') return
  const on = step.judgment?.on ?? lastEvident(step)?.id
  if (on === undefined) return notify({ text: 'Run the step first: a verdict is on what was seen.' })
  page.act([pickVerdict(step, verdict, on, Date.now())])
}
