import type { Ref } from 'react'
import { useZone } from '#client/app/zone.ts'
import { followUpWords, lengthWords, resolution } from '#client/judgment/answer/answerFacts.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { printClock, printDay, printWindow, printZone } from '#shared/time/clock.ts'
import { lengthOf } from '#shared/time/window.ts'
import { Markdown } from '#client/reader/Markdown.tsx'
import styles from './stage.module.css'

/** The first screen: what was asked, what it was, and the facts in large. */
export function AnswerSlide({
  notebook,
  heading,
}: {
  readonly notebook: Notebook
  readonly heading: Ref<HTMLHeadingElement>
}) {
  const { zone } = useZone()
  const { blip } = notebook
  const resolved = resolution(notebook)
  const facts: readonly (readonly [string, string])[] = [
    ...(blip === null
      ? []
      : ([
          ['blip', `${printWindow(blip, zone)} ${printZone(blip.from, zone)}`],
          ['lasted', lengthWords(lengthOf(blip))],
        ] as const)),
    ...(resolved === null
      ? []
      : ([
          [
            'resolved',
            `${printDay(resolved.at, zone)} ${printClock(resolved.at, zone)}, ${resolved.title.replace(/\s*\d\d:\d\d$/, '').toLowerCase()}`,
          ],
        ] as const)),
    ...(notebook.followUps.length === 0
      ? []
      : ([['follow-ups', followUpWords(notebook.followUps)]] as const)),
  ]
  return (
    <>
      <header>
        <p className={styles.where}>{notebook.status === 'concluded' ? 'The answer' : 'The question'}</p>
        <h1 ref={heading} tabIndex={-1}>
          {notebook.title || 'Untitled'}
        </h1>
      </header>
      <main className={styles.answer}>
        <div className={styles.words}>
          {notebook.question !== '' && (
            <div className={styles.question}>
              <Markdown text={notebook.question} level={2} />
            </div>
          )}
          {notebook.conclusion !== '' ? (
            <Markdown text={notebook.conclusion} level={2} />
          ) : (
            <p className={styles.still}>Still open.</p>
          )}
        </div>
        {facts.length > 0 && (
          <dl className={styles.facts}>
            {facts.map(([name, words]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        )}
      </main>
    </>
  )
}
