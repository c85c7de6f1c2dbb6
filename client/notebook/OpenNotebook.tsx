import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import { useCell } from '#client/app/cell.ts'
import { useTitle } from '#client/app/shell/title.ts'
import { BringHost } from '#client/bring/BringHost.tsx'
import { stored } from '#client/app/stored.ts'
import { notify } from '#client/app/notices.tsx'
import { useCommands } from '#client/commands/registry.ts'
import { AnswerBox } from '#client/judgment/answer/AnswerBox.tsx'
import { GuideLine } from '#client/library/start/GuideLine.tsx'
import type { Session } from '#client/live/session.ts'
import { liveCommands } from '#client/notebook/live/liveCommands.ts'
import { openLive } from '#client/notebook/live/openLive.ts'
import { Head } from '#client/notebook/head/Head.tsx'
import { Trail } from '#client/notebook/trail/Trail.tsx'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import { AddRow } from '#client/notebook/steps/AddRow.tsx'
import { anonymous } from '#client/notebook/page/anonymous.ts'
import { InsertMenu } from '#client/notebook/steps/InsertMenu.tsx'
import { makePage } from '#client/notebook/page/makePage.ts'
import styles from './notebook.module.css'
import { notebookCommands } from './notebookCommands.ts'
import { type Page, PageContext, useOfNotebook } from '#client/notebook/page/page.ts'
import { Question } from './Question.tsx'
import { runsOf } from '#client/notebook/page/runs.ts'
import { addStep } from '#client/notebook/steps/stepDeeds.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { goToLinked } from '#client/notebook/page/goToLinked.ts'
import { waiting } from '#client/notebook/page/waiting.ts'
import { Steps } from '#client/notebook/steps/Steps.tsx'
import { WithTimes } from './WithTimes.tsx'

const judgmentsShown = stored(
  'judgments',
  text => text !== 'hidden',
  shown => (shown ? 'shown' : 'hidden'),
)

/** A notebook that is open: head, trail, answer, steps. */
export function OpenNotebook({
  id,
  session,
  person,
}: {
  readonly id: Id
  readonly session: Session
  readonly person: Person
}) {
  const [, go] = useLocation()
  const judgments = useCell(judgmentsShown)
  const [inserting, setInserting] = useState(false)
  const runs = useMemo(() => runsOf(session, id, person), [session, id, person])
  const live = useMemo(() => openLive(session, id, person, runs), [session, id, person, runs])
  const page = useMemo(
    () => makePage(session, runs, live, person !== anonymous),
    [session, runs, live, person],
  )
  useEffect(() => live.start(), [live])
  useEffect(() => session.onRefused(refusal => notify({ text: refusal.message, tone: 'trouble' })), [session])
  const title = useSyncExternalStore(session.subscribe, () => session.notebook().title)
  useTitle(title || 'Untitled investigation')
  const begun = useRef(false)
  useEffect(() => {
    for (const deed of waiting.take()) deed(page)
    const onPop = (event: PopStateEvent) => page.restore(grownIn(event.state) ?? location.hash.slice(1))
    addEventListener('popstate', onPop)
    if (!begun.current) begin(page)
    begun.current = true
    return () => removeEventListener('popstate', onPop)
  }, [page])
  useCommands([
    ...liveCommands(page),
    ...notebookCommands(page, {
      insert: () => setInserting(true),
      runAll: () =>
        void runs.start(
          shownSteps(session.notebook())
            .filter(step => step.is === 'ask')
            .map(step => step.id),
        ),
      present: () =>
        go(`/n/${id}/present${page.current.get().step === null ? '' : `#${page.current.get().step}`}`),
      toggleJudgments: () => judgmentsShown.set(!judgmentsShown.get()),
    }),
  ])
  return (
    <PageContext value={page}>
      <Head id={id} runs={runs} />
      <main className={styles['page']}>
        <Trail />
        <div className={styles['steps']}>
          <GuideLine notebook={id} />
          <WithTimes>
            <Question />
            <Answer />
            <Steps judgments={judgments} />
          </WithTimes>
          <AddRow onInsert={() => setInserting(true)} />
        </div>
      </main>
      <BringHost />
      {inserting && (
        <InsertMenu
          onClose={() => setInserting(false)}
          onPick={kind => addStep(page, kind, page.current.get().step ?? undefined)}
        />
      )}
    </PageContext>
  )
}

/** The step that an entry of the browser's history was made for. */
const grownIn = (state: unknown): Id | null =>
  typeof state === 'object' && state !== null && 'grown' in state && typeof state.grown === 'string'
    ? state.grown
    : null

/** An empty notebook begins with a query line to type into; a link to a step with that step. */
function begin(page: Page): void {
  const steps = shownSteps(page.session.notebook())
  const linked = location.hash.slice(1)
  if (steps.length === 0) addStep(page, 'query')
  else if (linked !== '') goToLinked(page, linked)
}

function Answer() {
  const due = useOfNotebook(
    notebook =>
      notebook.conclusion !== '' || notebook.status === 'concluded' || notebook.followUps.length > 0,
  )
  const judged = useOfNotebook(notebook =>
    notebook.steps.some(
      step =>
        !step.removed && step.is === 'ask' && ['cause', 'action'].includes(step.judgment?.verdict ?? ''),
    ),
  )
  return due || judged ? <AnswerBox /> : null
}
