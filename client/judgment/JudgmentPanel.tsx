import { useEffect, useRef, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { TimeText } from '#client/app/parts/TimeText.tsx'
import { VerdictWord } from '#client/app/parts/VerdictSign.tsx'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { usePage } from '#client/notebook/page/page.ts'
import type { EditorHandle } from '#client/text/LazyEditor.tsx'
import { WordsField } from '#client/text/WordsField.tsx'
import type { Step, Verdict } from '#shared/notebook/notebook.ts'
import { ConfidenceMenu } from './ConfidenceMenu.tsx'
import { InstantField } from './InstantField.tsx'
import { judge } from './judge.ts'
import styles from './judgment.module.css'
import { StandingLine } from './StandingLine.tsx'
import { toMinute } from './toMinute.ts'
import { alterJudgment, lastEvident } from './verdictOperations.ts'
import { VerdictPicker } from './VerdictPicker.tsx'

const noRun = 'Run the step first: a verdict is on what was seen.'

/** What somebody makes of a step: the verdict, the words, who and when, and whether it still stands. */
export function JudgmentPanel(props: {
  readonly step: Extract<Step, { is: 'ask' }>
  readonly number: number
  readonly folded: boolean
  readonly onLeave: () => void
}) {
  const { step, number } = props
  const page = usePage()
  const words = useRef<EditorHandle>(null)
  const [picking, setPicking] = useState(false)
  const { judgment } = step
  useEffect(
    () => page.register(focusNames.words(step.id), { focus: at => words.current?.focus(at) }),
    [page, step.id],
  )
  if (props.folded) return judgment ? <VerdictWord verdict={judgment.verdict} /> : null
  const pick = (verdict: Verdict) => {
    setPicking(false)
    void judge(page, step.id, verdict)
  }
  return (
    <div className={styles['panel']} role="group" aria-label={`Judgment of step ${number}`}>
      {judgment && (
        <div className={styles['top']}>
          <VerdictWord verdict={judgment.verdict} />
          <Button small kind="quiet" aria-expanded={picking} onClick={() => setPicking(!picking)}>
            {picking ? 'Leave it' : 'Change'}
          </Button>
        </div>
      )}
      {(!judgment || picking) && (
        <VerdictPicker
          verdict={judgment?.verdict ?? null}
          blocked={judgment || lastEvident(step) ? null : noRun}
          onPick={pick}
        />
      )}
      <div
        className={step.words === '' ? styles['writing'] : styles['words']}
        onClick={() => step.words === '' && words.current?.focus()}
      >
        <WordsField
          session={page.session}
          field={{ of: 'words', step: step.id }}
          text={step.words}
          label={`Words on step ${number}`}
          placeholder="What do you see, and what do you make of it?"
          handle={words}
          onLeave={props.onLeave}
          onRun={props.onLeave}
        />
      </div>
      {judgment && (
        <div className={styles['foot']}>
          <p>
            {judgment.by.name} · <TimeText at={toMinute(judgment.at)} /> ·{' '}
            <ConfidenceMenu
              confidence={judgment.confidence}
              onPick={confidence => page.act([alterJudgment(step, judgment, { confidence })])}
            />
            {judgment.verdict === 'action' && (
              <>
                {' '}
                · done at{' '}
                <InstantField
                  at={judgment.happened}
                  label="Done at"
                  onSet={happened => page.act([alterJudgment(step, judgment, { happened })])}
                />
              </>
            )}
          </p>
          <StandingLine step={step} judgment={judgment} />
        </div>
      )}
    </div>
  )
}
