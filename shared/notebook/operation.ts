import type { Query } from '#shared/ask/request.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { TimeRange } from '#shared/time/range.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import type {
  Before,
  Confidence,
  Drawing,
  FollowUp,
  Id,
  Judgment,
  Mark,
  Notebook,
  Person,
  Run,
  Step,
  Variable,
  Verdict,
} from './notebook.ts'

/** Texts that several people may type into at once; they change by edits, mapped over each other. */
export type TextField =
  | { readonly of: 'notebook'; readonly name: 'question' | 'conclusion' }
  | { readonly of: 'query'; readonly step: Id; readonly query: Id }
  | { readonly of: 'words' | 'text'; readonly step: Id }

/** A `ChangeSet` of @codemirror/state in its JSON form: kept lengths, and `[deleted length, ...inserted lines]`. */
export type Edit = readonly (number | readonly [number, ...string[]])[]

/** Values that are replaced whole. Setting one that has moved since it was read is refused, with both values. */
export type NotebookFields = {
  title: string
  status: Notebook['status']
  range: TimeRange
  blip: Window | null
  before: Before
  source: string
  variables: readonly Variable[]
  tags: readonly string[]
  followUps: readonly FollowUp[]
}
export type StepFields = {
  title: string
  range: TimeRange | null
  drawing: Drawing
  marks: readonly Mark[]
  folded: boolean
  kept: boolean
  removed: boolean
  /** ask, kind query */
  against: Ms | null
  /** ask, kind events */
  where: readonly Matcher[]
  /** message */
  author: string
  said: Ms | null
}
export type QueryFields = { source: string; legend: string; removed: boolean }

type SetOf<Fields, Place> = {
  [Name in keyof Fields]: Place & {
    readonly do: 'set'
    readonly name: Name
    readonly from: Fields[Name]
    readonly to: Fields[Name]
  }
}[keyof Fields]

/** A verdict as its author picks it; who and when are stamped by the ledger. */
export type Verdicted = {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly on: Id
  readonly happened: Ms | null
}

/** The one vocabulary of alteration: screens, socket, HTTP, command line, log, undo and replay speak it. */
export type Operation =
  | { readonly do: 'create'; readonly notebook: NotebookFields }
  | { readonly do: 'edit'; readonly text: TextField; readonly edit: Edit }
  | SetOf<NotebookFields, { readonly of: 'notebook' }>
  | SetOf<StepFields, { readonly of: 'step'; readonly step: Id }>
  | SetOf<QueryFields, { readonly of: 'query'; readonly step: Id; readonly query: Id }>
  /** `after`: the step that it comes below; null for the top. A fresh step has no runs and no judgment. */
  | { readonly do: 'insert'; readonly step: Step; readonly after: Id | null }
  | { readonly do: 'insertQuery'; readonly step: Id; readonly query: Query }
  | { readonly do: 'move'; readonly step: Id; readonly from: Id | null; readonly to: Id | null }
  | { readonly do: 'judge'; readonly step: Id; readonly from: Judgment | null; readonly to: Verdicted | null }
  | { readonly do: 'pin'; readonly step: Id; readonly run: Id; readonly pinned: boolean }
  /** The end of a run; from the server only. */
  | { readonly do: 'record'; readonly step: Id; readonly run: Run }

/** The version of this vocabulary that an entry was written in; older ones are raised by upcast.ts. */
export const schemaVersion = 2

/** Operations that belong together, as they stand in the log: all applied, or none. */
export type Entry = {
  /** `client:sequence`, unique in the log, so that sending again is safe. */
  readonly id: string
  readonly schema: number
  /** Its place in the notebook's order, from 1. */
  readonly number: number
  /** The number of the last entry that its author had seen. */
  readonly base: number
  readonly by: Person
  readonly at: Ms
  /** SHA-256 (hex) of the entry before; empty for the first. */
  readonly previous: string
  readonly operations: readonly Operation[]
}

/** Why an entry was not taken. `now` is the value that stands, where the field had moved. */
export type Refusal = {
  readonly kind: 'moved' | 'missing' | 'invalid' | 'forbidden'
  readonly message: string
  readonly now?: unknown
}
