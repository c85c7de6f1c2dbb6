import { useEffect, useMemo, useRef, useState } from 'react'
import { useZone } from '#client/app/zone.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { useOpenNotebook, usePage } from '#client/notebook/page/page.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { useEvidence } from '#client/server/evidence.ts'
import type { EditorHandle } from '#client/text/LazyEditor.tsx'
import { WordsField } from '#client/text/WordsField.tsx'
import type { Answer } from '#shared/ask/answer.ts'
import type { Request } from '#shared/ask/request.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import { printClock } from '#shared/time/clock.ts'
import { lengthOf, type Window } from '#shared/time/window.ts'
import { factorWords, followUpWords, lengthWords, resolution, sizeOf } from './answerFacts.ts'
import { FollowUps } from './FollowUps.tsx'
import styles from '#client/judgment/judgment.module.css'
import { judgedRun, lastEvident } from '#client/judgment/verdictOperations.ts'

/** The conclusion with the facts beside it: how long, how much, how it was resolved, what is left to do. */
export function AnswerBox() {
  const notebook = useOpenNotebook()
  const { session, register } = usePage()
  const { zone } = useZone()
  const words = useRef<EditorHandle>(null)
  const [listed, setListed] = useState(false)
  const first = shownSteps(notebook).find(step => step.is === 'ask' && step.request.kind === 'query')
  const run = first?.is === 'ask' ? (judgedRun(first) ?? lastEvident(first)) : undefined
  const evidence = useEvidence(run && 'evidence' in run.outcome ? run.outcome.evidence : null)
  const { blip } = notebook
  const setBefore = notebook.before
  const before = useMemo(() => baselineOf(blip, setBefore), [blip, setBefore])
  const resolved = resolution(notebook)
  useEffect(() => register(focusNames.conclusion, { focus: at => words.current?.focus(at) }), [register])
  return (
    <section className={styles['answer']} data-status={notebook.status} aria-label="Answer">
      <WordsField
        session={session}
        field={conclusion}
        text={notebook.conclusion}
        label="Conclusion"
        placeholder="What was it? One sentence first, then how it came about."
        className={styles['conclusion'] ?? ''}
        handle={words}
        onLeave={() => (document.activeElement as HTMLElement | null)?.blur()}
      />
      <dl>
        {blip && (
          <>
            <dt>lasted</dt>
            <dd>{lengthWords(lengthOf(blip))}</dd>
          </>
        )}
        {run && evidence.data && blip && before && (
          <Size
            answer={evidence.data}
            request={run.asked.request}
            blip={blip}
            before={before}
            of={first?.title ?? ''}
          />
        )}
        {resolved && (
          <>
            <dt>resolved</dt>
            <dd>
              {printClock(resolved.at, zone)}, {resolved.title.replace(/\s*\d\d:\d\d$/, '').toLowerCase()}
            </dd>
          </>
        )}
        <dt>follow-ups</dt>
        <dd>
          <button
            type="button"
            className={styles['inline']}
            aria-label={`Follow-ups: ${followUpWords(notebook.followUps)}`}
            aria-expanded={listed}
            onClick={() => setListed(!listed)}
          >
            {followUpWords(notebook.followUps)}
          </button>
        </dd>
      </dl>
      {listed && <FollowUps />}
    </section>
  )
}

const conclusion = { of: 'notebook', name: 'conclusion' } as const

/** How many times as high as before the first question's answer was; nothing where that says nothing. */
function Size(props: {
  readonly answer: Answer
  readonly request: Request
  readonly blip: Window
  readonly before: Window
  readonly of: string
}) {
  const { answer, request, blip, before } = props
  const size = useMemo(() => sizeOf(answer, request, blip, before), [answer, request, blip, before])
  if (size === null) return null
  return (
    <>
      <dt>size</dt>
      <dd>
        {factorWords(size.factor)} {props.of.replace(/ by .*/, '').toLowerCase()}
        {size.of !== null && `, ${size.of}`}
      </dd>
    </>
  )
}
