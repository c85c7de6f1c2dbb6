import { notify } from '#client/app/notices.tsx'
import { fixedWords } from './fixedWords.ts'
import { currentZone } from '#client/app/zone.ts'
import { askPerson } from '#client/app/person.tsx'
import type { Page } from '#client/notebook/page/page.ts'
import { waiting } from '#client/notebook/page/waiting.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Run, Verdict } from '#shared/notebook/notebook.ts'
import { freeze, judgedRun, lastEvident, pickVerdict } from './verdictOperations.ts'

/**
 * Picks a verdict on what a step shows; a look is kept first. The first time, the person at this browser is asked for a name and the verdict
 * is theirs.
 */
export async function judge(page: Page, id: Id, verdict: Verdict): Promise<void> {
  if (!canBeJudged(page, id)) return notify({ text: 'Run the step first: a verdict is on what was seen.' })
  const on = judgedOf(page, id) ?? (await page.live.keep(id))
  if (on === null) return
  if (page.named) return pick(page, id, verdict, on)
  waiting.add(named => pick(named, id, verdict, on))
  if ((await askPerson()) === null) waiting.take()
}

function canBeJudged(page: Page, id: Id): boolean {
  const step = stepOf(page.session.notebook(), id)
  return step?.is === 'ask' && (step.judgment !== null || lastEvident(step) !== undefined)
}

function judgedOf(page: Page, id: Id): Run | undefined {
  const step = stepOf(page.session.notebook(), id)
  return step?.is === 'ask' ? judgedRun(step) : undefined
}

function pick(page: Page, id: Id, verdict: Verdict, on: Run): void {
  const notebook = page.session.notebook()
  const step = stepOf(notebook, id)
  if (step?.is !== 'ask') return
  const judged = pickVerdict(step, verdict, on.id, Date.now())
  const fixed = judged.do === 'judge' && judged.to !== null ? freeze(notebook, step, on) : []
  if (page.act([...fixed, judged]) && fixed.length > 0)
    notify({ text: fixedWords(on.asked.window, currentZone()) })
}
