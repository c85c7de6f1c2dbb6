import { memo, use, useEffect, useRef } from 'react'
import { JudgmentPanel } from '#client/judgment/JudgmentPanel.tsx'
import { lastEvident } from '#client/judgment/verdictOperations.ts'
import { WindowOfWords } from '#client/reader/times/windowOfWords.ts'
import type { Step } from '#shared/notebook/notebook.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import { AskBody } from './body/AskBody.tsx'
import { MessageBody } from './body/MessageBody.tsx'
import { NoteBody } from './body/NoteBody.tsx'
import type { Place } from './place.ts'
import styles from './step.module.css'
import { StepHead } from './StepHead.tsx'

/** One step: evidence left, judgment right. */
export const StepRow = memo(function StepRow(props: {
  readonly step: Step
  readonly number: number
  readonly parent: number | null
  readonly draft: boolean
  readonly judgments: boolean
}) {
  const { step, number, parent, draft } = props
  const page = usePage()
  const isCurrent = usePicked(page.current, current => current.step === step.id)
  const row = useRef<HTMLElement>(null)
  useEffect(
    () =>
      page.register(focusNames.row(step.id), {
        focus: () => {
          row.current?.focus({ preventScroll: true })
          if (row.current) bringIntoView(row.current)
        },
      }),
    [page, step.id],
  )
  const place: Place = { number, parent, draft }
  const leave = () => page.select(step.id, true)
  const judged = step.is === 'ask' && props.judgments
  const around = use(WindowOfWords)
  const window = (step.is === 'ask' ? lastEvident(step)?.asked.window : null) ?? around
  return (
    <article
      ref={row}
      id={step.id}
      tabIndex={-1}
      aria-labelledby={`${step.id}-title`}
      aria-current={isCurrent ? 'step' : undefined}
      className={styles['row']}
      data-judgments={judged}
      data-draft={draft}
      data-kind={step.is}
      onFocus={() => page.select(step.id)}
      onMouseDown={() => page.select(step.id)}
    >
      <div className={styles['left']}>
        <StepHead step={step} place={place} />
        {!step.folded && step.is === 'ask' && <AskBody step={step} number={number} onLeave={leave} />}
        {!step.folded && step.is === 'note' && <NoteBody step={step} number={number} onLeave={leave} />}
        {!step.folded && step.is === 'message' && <MessageBody step={step} number={number} onLeave={leave} />}
      </div>
      {judged && (
        <div className={styles['right']}>
          <WindowOfWords value={window}>
            <JudgmentPanel step={step} number={number} folded={step.folded} onLeave={leave} />
          </WindowOfWords>
        </div>
      )}
    </article>
  )
})

/** Scrolls so that the row begins in the upper part of the screen; leaves it where it is if it does already. */
function bringIntoView(row: HTMLElement): void {
  const { top, bottom } = row.getBoundingClientRect()
  const fits = bottom <= innerHeight - 20
  if (
    top >= headHeight &&
    (fits ? top < innerHeight / 2 || bottom - top < innerHeight / 3 : top < innerHeight / 3)
  )
    return
  row.scrollIntoView({ block: 'start', behavior: 'instant' })
}

const headHeight = 90
