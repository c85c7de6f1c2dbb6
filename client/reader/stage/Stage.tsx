import { useEffect, useMemo, useRef, useState } from 'react'
import { useCommands } from '#client/commands/registry.ts'
import { fetchEvidence } from '#client/server/evidence.ts'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import { windowOfNotebook, WindowOfWords } from '#client/reader/times/windowOfWords.ts'
import { AnswerSlide } from './AnswerSlide.tsx'
import { evidenceOf, slideAt, slidesOf } from './slides.ts'
import { StageFoot } from './StageFoot.tsx'
import { StepSlide } from './StepSlide.tsx'
import styles from './stage.module.css'

type StageProps = {
  readonly notebook: Notebook
  /** Leaves for the notebook, at this step; null: at its top. */
  readonly onLeave: (step: Id | null) => void
}

/** The presentation of a notebook. The address names the step, so that loading it again stays there. All evidence is fetched at once. */
export function Stage({ notebook, onLeave }: StageProps) {
  const slides = useMemo(() => slidesOf(notebook), [notebook])
  const [now] = useState(() => Date.now())
  const around = useMemo(() => windowOfNotebook(notebook, now), [notebook, now])
  const [at, setAt] = useState(() => slideAt(slides, decodeURIComponent(location.hash.slice(1))))
  const heading = useRef<HTMLHeadingElement>(null)
  const slide = slides[at] ?? slides[0]
  const step = slide?.is === 'step' ? slide.step.id : null
  const show = (next: number) => setAt(Math.min(slides.length - 1, Math.max(0, next)))
  useEffect(() => {
    for (const each of slides) {
      const hash = each.is === 'step' ? evidenceOf(each.run) : null
      if (hash !== null) fetchEvidence(hash).catch(() => undefined)
    }
  }, [slides])
  useEffect(() => {
    history.replaceState(history.state, '', step === null ? location.pathname : `#${step}`)
    heading.current?.focus()
  }, [step])
  const group = 'Presenting'
  useCommands([
    {
      id: 'present.next',
      title: 'Next',
      group,
      keys: ['arrowright', 'pagedown', 'space'],
      keysOnly: true,
      run: () => show(at + 1),
    },
    {
      id: 'present.back',
      title: 'Back',
      group,
      keys: ['arrowleft', 'pageup'],
      keysOnly: true,
      run: () => show(at - 1),
    },
    { id: 'present.first', title: 'First', group, keys: ['home'], keysOnly: true, run: () => show(0) },
    {
      id: 'present.last',
      title: 'Last',
      group,
      keys: ['end'],
      keysOnly: true,
      run: () => show(slides.length - 1),
    },
    { id: 'present.full', title: 'Full screen', group, keys: ['f'], run: () => void toggleFullScreen() },
    {
      id: 'present.leave',
      title: 'Back to the notebook, at this step',
      group,
      keys: ['escape'],
      run: () => onLeave(step),
    },
  ])
  if (slide === undefined) return null
  return (
    <div
      className={styles.stage}
      data-quiet={
        slide.is === 'step' && slide.step.is === 'ask' && slide.step.judgment?.verdict === 'deadEnd'
      }
    >
      <WindowOfWords value={around}>
        {slide.is === 'answer' ? (
          <AnswerSlide notebook={notebook} heading={heading} />
        ) : (
          <StepSlide
            key={slide.step.id}
            notebook={notebook}
            slide={slide}
            of={notebook.steps.filter(each => !each.removed).length}
            heading={heading}
          />
        )}
      </WindowOfWords>
      <StageFoot slides={slides} at={at} onShow={show} onLeave={() => onLeave(step)} />
    </div>
  )
}

async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await document.documentElement.requestFullscreen()
  } catch {
    return
  }
}
