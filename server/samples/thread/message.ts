import { DatabaseTrouble, type TroubleKind } from '#server/database/trouble.ts'
import type { SamplesLimits } from '#server/samples/samples.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Service } from './service.ts'

export type CallName = keyof Service

/** What the thread is told when it starts. */
export type Opening = { readonly path: string; readonly limits: SamplesLimits }

/** `stop` is a shared flag: not 0 means that the answer is no longer wanted. */
export type Question = {
  readonly id: number
  readonly call: CallName
  readonly input: readonly unknown[]
  readonly stop?: Int32Array
}

/** The first reply, of id 0, says that the database is open. */
export type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly thrown: Thrown })

export type Thrown =
  | { readonly is: 'failure'; readonly failure: Failure }
  | { readonly is: 'trouble'; readonly kind: TroubleKind; readonly path: string }
  | { readonly is: 'bug'; readonly message: string; readonly stack: string }

/** An error as it crosses the border between threads. */
export function packThrown(error: unknown): Thrown {
  if (error instanceof Failed) return { is: 'failure', failure: error.failure }
  if (error instanceof DatabaseTrouble) return { is: 'trouble', kind: error.kind, path: error.path }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { is: 'bug', message, stack: stack ?? '' }
}

/** The error on the other side. */
export function unpackThrown(thrown: Thrown): Error {
  if (thrown.is === 'failure') return new Failed(thrown.failure)
  if (thrown.is === 'trouble') return new DatabaseTrouble(thrown.kind, thrown.path)
  const error = new Error(thrown.message)
  error.stack = thrown.stack
  return error
}

/** The error of a call that is no longer wanted. */
export const stopped = (): Failed => new Failed({ kind: 'stopped', message: 'Stopped' })
