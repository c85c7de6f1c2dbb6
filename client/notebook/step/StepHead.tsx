import { Pin } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { VerdictWord } from '#client/app/parts/VerdictSign.tsx'
import { useZone } from '#client/app/zone.ts'
import { useLook } from '#client/notebook/live/useLive.ts'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { InPlace } from '#client/notebook/InPlace.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import { lastEvident } from '#client/judgment/verdictOperations.ts'
import { useSources } from '#client/server/hooks.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Step } from '#shared/notebook/notebook.ts'
import { printClock } from '#shared/time/clock.ts'
import { AtStep } from './AtStep.tsx'
import { DragHandle } from './DragHandle.tsx'
import { stepMeta } from './stepMeta.ts'
import styles from './step.module.css'
import { StepMenu } from './StepMenu.tsx'
import type { Place } from './place.ts'

const untitled = { query: 'Untitled', events: 'Events', note: 'Note', message: 'Message' } as const

/** Number, title, where the step came from and how it was run, who is here, and the menu. */
export function StepHead({ step, place }: { readonly step: Step; readonly place: Place }) {
  const page = usePage()
  const sources = useSources().data ?? []
  const begin = useRef<() => void>(null)
  useEffect(
    () => page.register(focusNames.title(step.id), { focus: () => begin.current?.() }),
    [page, step.id],
  )
  const look = useLook(step)
  const { zone } = useZone()
  const run = look ?? (step.is === 'ask' ? (lastEvident(step) ?? step.runs.at(-1)) : undefined)
  return (
    <header className={styles['head']}>
      <DragHandle step={step.id} number={place.number} />
      <h3 id={`${step.id}-title`}>
        <span className={styles['unseen']}>Step </span>
        <span className={styles['number']}>{place.number}</span>{' '}
        <InPlace
          value={step.title}
          label={`Title of step ${place.number}`}
          placeholder={untitled[step.is === 'ask' ? step.request.kind : step.is]}
          maxLength={limits.title}
          onSet={to => page.act([setStep(step, 'title', to)])}
          register={start => {
            begin.current = start
            return () => undefined
          }}
        />
      </h3>
      {run?.pinned && (
        <span className={styles['pinned']} title="This run is kept for good">
          <Pin size={12} aria-hidden /> pinned
        </span>
      )}
      {place.draft && <span className={styles['draft']}>draft</span>}
      {step.folded && step.is === 'ask' && step.judgment && (
        <span className={styles['foldedVerdict']}>
          <VerdictWord verdict={step.judgment.verdict} />
        </span>
      )}
      <AtStep step={step.id} />
      <span className={styles['meta']}>
        {look && `live · ${printClock(look.at, zone)} · `}
        {stepMeta(step, place, run, sources)}
      </span>
      <StepMenu step={step} number={place.number} />
    </header>
  )
}
