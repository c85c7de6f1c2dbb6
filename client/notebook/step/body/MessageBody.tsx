import { InstantField } from '#client/judgment/InstantField.tsx'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { InPlace } from '#client/notebook/InPlace.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Step } from '#shared/notebook/notebook.ts'
import { NoteBody } from './NoteBody.tsx'
import styles from '#client/notebook/step/step.module.css'

/** A pasted chat message: who said it and when, and the words. */
export function MessageBody(props: {
  readonly step: Extract<Step, { is: 'message' }>
  readonly number: number
  readonly onLeave: () => void
}) {
  const { step, number } = props
  const { act } = usePage()
  return (
    <blockquote className={styles['message']}>
      <p className={styles['said']}>
        <InPlace
          value={step.author}
          label={`Author of the message, step ${number}`}
          placeholder="Who said it?"
          maxLength={limits.name}
          onSet={to => act([setStep(step, 'author', to)])}
        />{' '}
        · <InstantField at={step.said} label="Said at" onSet={at => act([setStep(step, 'said', at)])} />
      </p>
      <NoteBody step={step} number={number} onLeave={props.onLeave} />
    </blockquote>
  )
}
