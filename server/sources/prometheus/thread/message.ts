import type { OutboundAnswer } from '#server/outbound/outbound.ts'
import { Failed, type Failure, type SourcePart } from '#shared/query/failure.ts'
import type { ReadAnswer, Reading, ReadingName } from '#server/sources/prometheus/answer/read.ts'

/** An answer to be read; its body is handed over. The thread is given one at a time. */
export type Question = { readonly answer: OutboundAnswer; readonly reading: Reading<ReadingName> }

export type Thrown =
  | { readonly is: 'failure'; readonly failure: Failure; readonly part: SourcePart | undefined }
  | { readonly is: 'bug'; readonly message: string; readonly stack: string }

export type Reply = { readonly read: ReadAnswer<ReadingName> } | { readonly thrown: Thrown }

/** An error as it crosses the border between threads. */
export function packThrown(error: unknown): Thrown {
  if (error instanceof Failed) return { is: 'failure', failure: error.failure, part: error.part }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { is: 'bug', message, stack: stack ?? '' }
}

/** The error on the other side. */
export function unpackThrown(thrown: Thrown): Error {
  if (thrown.is === 'failure') return new Failed(thrown.failure, thrown.part)
  const error = new Error(thrown.message)
  error.stack = thrown.stack
  return error
}
