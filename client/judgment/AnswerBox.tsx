import { useEffect, useMemo, useRef, useState } from 'react'
import { useZone } from '#client/app/zone.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { useOpenNotebook, usePage } from '#client/notebook/page/page.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { useEvidence } from '#client/server/evidence.ts'
import type { EditorHandle } from '#client/text/LazyEditor.tsx'
import { WordsField } from '#client/text/WordsField.tsx'
import { baselineOf } from '#shared/notebook/baseline.ts'
import { printClock } from '#shared/time/clock.ts'
import { lengthOf } from '#shared/time/window.ts'
import { factorWords, followUpWords, lengthWords, resolution, sizeOf } from './answerFacts.ts'
import { FollowUps } from './FollowUps.tsx'
import styles from './judgment.module.css'
import { judgedRun, lastEvident } from './verdictOperations.ts'

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
  const queries = run?.asked.request.kind === 'query' ? run.asked.request.queries : none
  const { blip } = notebook
  const setBefore = notebook.before
  const before = useMemo(() => baselineOf(blip, setBefore), [blip, setBefore])
  const size = useMemo(
    () => (evidence.data && blip && before ? sizeOf(evidence.data, queries, blip, before) : null),
    [evidence.data, queries, blip, before],
  )
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
        {size !== null && (
          <>
            <dt>size</dt>
            <dd>
              {factorWords(size.factor)} {first?.title.replace(/ by .*/, '').toLowerCase()}
              {size.of !== null && `, ${size.of}`}
            </dd>
          </>
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

const none: [] = []
const conclusion = { of: 'notebook', name: 'conclusion' } as const
