import { createHash } from 'node:crypto'
import type { Answer } from '#shared/ask/answer.ts'
import { encodeAnswer } from '#shared/ask/codec.ts'
import type { Asked } from '#shared/ask/request.ts'
import type { Hash, Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import { answerOf, type Asker } from './answer.ts'
import { filledQuestion, type Question, scrapeOf, writtenQuestion } from './asked.ts'

/** A step, in the notebook that it is asked in. */
export type Of = { readonly notebook: Notebook; readonly step: Step }

/** A question that was asked once, and what came of it. */
export type Attempt = { readonly asked: Asked } & (
  { readonly answer: Answer } | { readonly failure: Failure }
)

const unfilled = (asked: Asked): Question => ({ asked, inWritten: failure => failure })

const nothingAsked: Asked = {
  request: { kind: 'query', queries: [], against: null },
  window: { from: 0, to: 0 },
  blip: null,
  before: null,
  step: 0,
}

/** `Failed` as it is; the signal's own end as stopped or timed out; anything else is a bug and goes on. */
function failureOf(error: unknown, stopped: boolean, timedOut: boolean, timeout: Ms): Failure {
  if (timedOut && !stopped)
    return {
      kind: 'timeout',
      message: `There was no answer in ${timeout / 1000} s.`,
      hint: 'Ask for a shorter window, fewer series, or raise BLIPBOOK_QUERY_TIMEOUT.',
    }
  if (stopped) return { kind: 'stopped', message: 'Stopped.' }
  if (error instanceof Failed) return error.failure
  throw error
}

/**
 * Asks the question of a step as of an instant, for `timeout` milliseconds at most. Writes nothing; throws only for a bug.
 * What fails before it is asked holds the question as it is written, or none where its window cannot be read.
 */
export async function attempt(
  { asker, timeout }: { readonly asker: Asker; readonly timeout: Ms },
  { notebook, step }: Of,
  at: Ms,
  signal: AbortSignal,
): Promise<Attempt> {
  const clock = AbortSignal.timeout(timeout)
  let question = unfilled(nothingAsked)
  try {
    question = unfilled(writtenQuestion(notebook, step, at))
    question = filledQuestion(question.asked, notebook.variables, scrapeOf(asker))
    const { asked } = question
    return { asked, answer: await answerOf(asker, asked, AbortSignal.any([signal, clock])) }
  } catch (error) {
    const { asked, inWritten } = question
    return { asked, failure: inWritten(failureOf(error, signal.aborted, clock.aborted, timeout)) }
  }
}

const countOf = (answer: Answer) =>
  answer.kind === 'query'
    ? answer.parts.reduce((sum, part) => sum + part.frame.series.length, 0)
    : answer.events.length

/** An answer as evidence: its canonical bytes under their hash, and what a run says of it. */
export function evidenceOf(answer: Answer): {
  readonly hash: Hash
  readonly bytes: Uint8Array
  readonly found: Extract<Run['outcome'], { evidence: Hash }>
} {
  const bytes = encodeAnswer(answer)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, bytes, found: { evidence: hash, remarks: answer.remarks, series: countOf(answer) } }
}

/** The picture of a notebook in the library is of its first step that asks. */
export const isFirst = ({ notebook, step }: Of): boolean =>
  notebook.steps.find(each => each.is === 'ask' && !each.removed)?.id === step.id
