import type { Labels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Edit, Problem } from './span.ts'

/** The query languages that a step may be written in. */
export type LanguageId = 'promql'

/** A query rewritten, and by which edits (none overlaps another; of two at one place the first comes first), or the reason why it cannot be. */
export type Rewritten =
  | { readonly ok: true; readonly text: string; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly reason: string }

/**
 * What the rest of the program may ask of a query language. Every function takes the text of one query, is pure and total:
 * a text that does not parse yields problems, refusals or empty lists, never an exception.
 */
export type Language = {
  readonly id: LanguageId
  /** Syntax and type errors, in order of position; empty for a query that may be run. */
  readonly problems: (text: string) => readonly Problem[]
  /** The matchers of each selector, `__name__` included, in order of position. */
  readonly selectors: (text: string) => readonly (readonly Matcher[])[]
  /** The label names by which the outermost aggregation groups; undefined where there is none or it is `without`. */
  readonly groupedBy: (text: string) => readonly string[] | undefined
  /** Group the outermost aggregation by one label more (an aggregation by `sum` is put around a bare counter rate or gauge). */
  readonly split: (text: string, label: string) => Rewritten
  /** Take one label out of the grouping of the outermost aggregation. */
  readonly unsplit: (text: string, label: string) => Rewritten
  /** Only the series with these label values. */
  readonly filter: (text: string, labels: Labels) => Rewritten
  /** All but the series with these label values. */
  readonly exclude: (text: string, labels: Labels) => Rewritten
  /** The same query of `by` milliseconds earlier (an offset on every selector). */
  readonly earlier: (text: string, by: number) => Rewritten
  /** The text laid out as the language's own formatter would. */
  readonly format: (text: string) => Rewritten
}
