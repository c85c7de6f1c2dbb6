import type { Drawing } from '#shared/ask/drawing.ts'
import type { Asked, Request } from '#shared/ask/request.ts'
import type { Failure } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { TimeRange } from '#shared/time/range.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** A random text of 12 letters and digits, made by whoever makes the thing. */
export type Id = string

/** A display name and colour, picked once and kept by the browser; `id` tells two people of one name apart. */
export type Person = { readonly id: Id; readonly name: string; readonly colour: string }

export const verdicts = ['saw', 'lead', 'deadEnd', 'cause', 'open', 'action'] as const
export type Verdict = (typeof verdicts)[number]

export const confidences = ['guess', 'fairly', 'certain'] as const
export type Confidence = (typeof confidences)[number]

/** SHA-256 of an answer's canonical bytes, in lower-case hex. */
export type Hash = string

/** One execution of a step; ends in evidence or a failure. `took` in milliseconds. */
export type Run = {
  readonly id: Id
  readonly asked: Asked
  readonly by: Person
  readonly at: Ms
  readonly took: Ms
  readonly outcome:
    | {
        readonly evidence: Hash
        readonly remarks: readonly Remark[]
        readonly series: number
        /** No source answered: it is made of what was kept with these runs, of steps it grew from. */
        readonly keptFrom?: readonly Id[]
      }
    | { readonly failure: Failure }
  /** Kept for good, judged or not. */
  readonly pinned: boolean
}

/** A verdict on one run of its step. `by` and `at` are stamped by the ledger. `happened` is when an `action` was done. */
export type Judgment = {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly on: Id
  readonly happened: Ms | null
  readonly by: Person
  readonly at: Ms
}

/** What was done to a step to get this one. */
export type Act =
  | { readonly kind: 'split' | 'unsplit'; readonly label: string }
  | { readonly kind: 'filter' | 'exclude'; readonly labels: Labels }
  | { readonly kind: 'zoom'; readonly window: Window }
  | { readonly kind: 'compare'; readonly against: Ms }
  /** The queries of another step, laid on the graph of this one. */
  | { readonly kind: 'combine'; readonly with: Id }
  | { readonly kind: 'copy' }
  /** A fresh question that came out of the step. */
  | { readonly kind: 'follow' }

export { plainDrawing, type Drawing } from '#shared/ask/drawing.ts'

/** A few words fixed to an instant or a stretch of a step's graph. */
export type Mark = { readonly id: Id; readonly window: Window; readonly text: string }

/** The kinds of content. `ask` has runs and may be judged; `note` and `message` hold Markdown (`text`). */
export type Content =
  | {
      readonly is: 'ask'
      readonly request: Request
      readonly runs: readonly Run[]
      readonly judgment: Judgment | null
    }
  | { readonly is: 'note'; readonly text: string }
  /** A pasted chat message: who said it, and when (null: not known). */
  | { readonly is: 'message'; readonly text: string; readonly author: string; readonly said: Ms | null }

export type Step = {
  readonly id: Id
  readonly title: string
  /** The step and the act that this one grew from: the trail is this tree. */
  readonly grewFrom: { readonly step: Id; readonly act: Act } | null
  /** Its own view window; null follows the notebook's. */
  readonly range: TimeRange | null
  readonly drawing: Drawing
  readonly marks: readonly Mark[]
  readonly folded: boolean
  /** Made to stay although nobody has judged it (see `isDraft`). */
  readonly kept: boolean
  /** Taken out, but still there for undo and for words typed into it meanwhile. */
  readonly removed: boolean
  /** The written judgment, Markdown; there before a verdict is picked. Empty for notes and messages. */
  readonly words: string
} & Content

/** A word that queries may speak of (`$node`) and that stands for what is chosen at the head of the notebook. */
export type Variable = {
  readonly id: Id
  /** A letter or `_`, then letters, digits and `_`; unique in the notebook, never beginning with `__`. */
  readonly name: string
  /** What may be chosen: anything typed, one of a list, or the values of a label (`selector` empty: of all series). */
  readonly from:
    | { readonly kind: 'typed' }
    | { readonly kind: 'list'; readonly values: readonly string[] }
    | {
        readonly kind: 'label'
        readonly source: string
        readonly selector: string
        readonly label: string
      }
  /** One value unless `several`; `all` stands for the text of `all`. */
  readonly chosen: readonly string[] | 'all'
  readonly several: boolean
  /** The regular expression that “all” stands for, such as `.*`; empty where it is not offered. */
  readonly all: string
}

export type FollowUp = { readonly id: Id; readonly text: string; readonly done: boolean }

/** What the blip is compared with: 30 min ending 1 min ahead of it (null), the same time a day or a week earlier, or a window. */
export type Before = Window | 'day' | 'week' | null

/** One investigation: the fold of its log up to entry `number` (0: empty). Steps are in order, removed ones among them. */
export type Notebook = {
  readonly id: Id
  readonly number: number
  readonly title: string
  readonly question: string
  readonly conclusion: string
  readonly status: 'open' | 'concluded'
  readonly range: TimeRange
  readonly blip: Window | null
  readonly before: Before
  /** The source of new queries. */
  readonly source: string
  readonly variables: readonly Variable[]
  readonly tags: readonly string[]
  readonly followUps: readonly FollowUp[]
  readonly steps: readonly Step[]
  /** Milliseconds since the epoch, and who, of the first and the last entry. */
  readonly created: { readonly at: Ms; readonly by: Person }
  readonly changed: { readonly at: Ms; readonly by: Person }
}
