import type { Id, Notebook, Person } from '#shared/notebook/notebook.ts'
import type { Entry, Operation, Refusal } from '#shared/notebook/operation.ts'

/** An entry on its way to the ledger. */
export type Draft = {
  /** `client:sequence`, unique in the log, so that sending again is safe. */
  readonly id: string
  /** The number of the last entry that its author has seen. */
  readonly base: number
  readonly by: Person
  readonly operations: readonly Operation[]
}

/** Somebody who has the notebook open, and the step they are at. */
export type Present = { readonly person: Person; readonly client: string; readonly step: Id | null }

/** A run that has not ended: who started it, and how much of it is done, 0 to 1 (null: nobody can tell). */
export type RunProgress = { readonly by: Person; readonly done: number | null }

export type ToServer =
  /** First on every socket. `from`: the number of the last entry known here; null asks for the whole notebook. */
  | {
      readonly say: 'open'
      readonly notebook: Id
      readonly from: number | null
      readonly client: string
      readonly person: Person
    }
  /** `schema`: the version that the draft is written in; pages of version 1 did not say. */
  | { readonly say: 'append'; readonly schema: number; readonly draft: Draft }
  | { readonly say: 'at'; readonly step: Id | null }

export type ToClient =
  | { readonly say: 'notebook'; readonly notebook: Notebook }
  /** In order. The first one after `open` may be empty: nothing has happened since. */
  | { readonly say: 'entries'; readonly entries: readonly Entry[] }
  | { readonly say: 'refused'; readonly id: string; readonly refusal: Refusal }
  | { readonly say: 'present'; readonly others: readonly Present[] }
  | { readonly say: 'running'; readonly step: Id; readonly progress: RunProgress | null }
  /** There is no such notebook. */
  | { readonly say: 'missing' }
  /** Sent every so often, so that a dead connection is noticed. */
  | { readonly say: 'beat' }

/** Milliseconds between two beats; a client that hears nothing for three of them connects anew. */
export const beatEvery = 10_000

/** The largest message taken from a client, in bytes. */
export const largestMessage = 2_000_000
