import { type Ref, use } from 'react'
import { confidenceWords, VerdictWord } from '#client/app/parts/VerdictSign.tsx'
import { TimeText } from '#client/app/parts/TimeText.tsx'
import { valuesSentence } from '#shared/notebook/filling.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { KeptEvidence } from './KeptEvidence.tsx'
import { Markdown } from '#client/reader/Markdown.tsx'
import { WindowOfWords } from '#client/reader/times/windowOfWords.ts'
import { Remarks } from '#client/reader/Remarks.tsx'
import { type Slide, sinceJudged } from './slides.ts'
import styles from './stage.module.css'

type StepSlideProps = {
  readonly notebook: Notebook
  readonly slide: Extract<Slide, { is: 'step' }>
  /** How many steps there are. */
  readonly of: number
  readonly heading: Ref<HTMLHeadingElement>
}

/** One step: its evidence large, its verdict and words beside it. */
export function StepSlide({ notebook, slide, of, heading }: StepSlideProps) {
  const { step, number, run } = slide
  const judgment = step.is === 'ask' ? step.judgment : null
  const since = sinceJudged(notebook, step)
  const around = use(WindowOfWords)
  const values = run === null ? '' : valuesSentence(run.asked, notebook.variables)
  return (
    <WindowOfWords value={run?.asked.window ?? around}>
      <header>
        <p className={styles.where}>
          {notebook.title || 'Untitled'} · step {number} of {of}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {step.title ||
            (step.is === 'message' ? 'A message' : step.is === 'note' ? 'A note' : 'Untitled step')}
        </h1>
      </header>
      {step.is === 'ask' ? (
        <main className={styles.step}>
          <KeptEvidence notebook={notebook} step={step} run={run} />
          <div className={styles.words} role="region" aria-label="What was made of it" tabIndex={0}>
            {judgment !== null && (
              <p className={styles.verdict}>
                <VerdictWord verdict={judgment.verdict} />
              </p>
            )}
            {step.words !== '' && <Markdown text={step.words} level={2} />}
            {judgment !== null && (
              <p className={styles.by}>
                {judgment.by.name} · <TimeText at={judgment.happened ?? judgment.at} as="clock" /> ·{' '}
                {confidenceWords[judgment.confidence]}
                {since !== null && ` · ${since}`}
              </p>
            )}
            {values !== '' && <p className={styles.by}>{values}</p>}
            <Remarks run={run} level="partial" />
            <Remarks run={run} level="warning" />
          </div>
        </main>
      ) : (
        <main className={styles.text} tabIndex={0}>
          {step.is === 'message' ? (
            <blockquote>
              <Markdown text={step.text} level={2} />
              <footer className={styles.by}>
                {step.author || 'somebody'}
                {step.said !== null && (
                  <>
                    {' · '}
                    <TimeText at={step.said} as="clock" />
                  </>
                )}
              </footer>
            </blockquote>
          ) : (
            <Markdown text={step.text} level={2} />
          )}
        </main>
      )}
    </WindowOfWords>
  )
}
