import type { Id } from '#shared/notebook/notebook.ts'
import type { Ms } from '#shared/time/window.ts'

/** What one notebook uses, in bytes as they lie in the file. */
export type NotebookSpace = {
  readonly id: Id
  readonly title: string
  /** Evidence that is judged or pinned. */
  readonly judged: number
  /** The latest evidence of each step, where it is not judged. */
  readonly latest: number
  /** Evidence that nobody judged, with its details; it goes in time. */
  readonly unjudged: number
  /** What is kept beside the judged and the latest of the parts of queries, so that steps can be split when their source is gone. */
  readonly details: number
  readonly pictures: number
  /** Operations and snapshots. */
  readonly log: number
}

/** What a sweep has removed, and how much evidence there was after it, in bytes. */
export type SweepResult = {
  readonly at: Ms
  readonly evidence: number
  readonly pictures: number
  readonly bytes: number
  readonly total: number
}

/**
 * `GET /api/space`: what takes up room, in bytes. The parts add up: all of the notebooks, `orphaned`, `free` and `other` are
 * `notebooksFile`; the metrics and `samples.other` are `samples.file`.
 */
export type Space = {
  readonly notebooks: readonly NotebookSpace[]
  /** Evidence that no notebook cites any longer. */
  readonly orphaned: number
  /** Pages of the file that are empty, which compacting gives back. */
  readonly free: number
  /** The tables' own order: indexes, events, sources, half-filled pages. */
  readonly other: number
  readonly notebooksFile: number
  readonly samples: {
    readonly file: number
    readonly other: number
    /** The largest first. */
    readonly metrics: readonly { readonly name: string; readonly bytes: number; readonly samples: number }[]
  }
  /** Bytes of all evidence and details, what they may be (0: no limit), and the days that evidence stays which nobody judged. */
  readonly evidence: { readonly total: number; readonly most: number; readonly days: number }
  /** The newest sweep of this process, and when the next comes. */
  readonly swept: SweepResult | null
  readonly next: Ms | null
}

/** `POST /api/space/free`. What nobody judged, details, evidence that no notebook cites, or the file's empty pages. */
export type FreeQuestion =
  | { readonly what: 'unjudged' | 'details'; readonly notebook: Id | null }
  | { readonly what: 'orphaned' | 'empty' }

/**
 * `GET /api/space/free`: the freeing under way or ended last. `freed` bytes of about `of`; `failure` says in words why it ended early.
 */
export type Freeing = {
  readonly question: FreeQuestion
  readonly freed: number
  readonly of: number
  readonly state: 'going' | 'done' | 'stopped' | 'failed'
  readonly failure?: string
}

/** `GET /api/space/evidence`: how full it is, as of the newest sweep; `over`: all that is left is judged, pinned or the latest of a step. */
export type EvidenceRoom = { readonly total: number; readonly most: number; readonly over: boolean }
