import type { LanguageId } from '#shared/query/language.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** One query of a step: A, B, … on one graph, each with its source and language. Ids are unique within the step. */
export type Query = {
  readonly id: string
  readonly source: string
  readonly language: LanguageId
  readonly text: string
  /** Kept, but neither asked nor drawn. */
  readonly removed: boolean
}

/** What a step asks. `against`: lay the same queries of so many milliseconds earlier under them. */
export type Request =
  | { readonly kind: 'query'; readonly queries: readonly Query[]; readonly against: Ms | null }
  | { readonly kind: 'events'; readonly where: readonly Matcher[] }

/** A request as it was run: absolute, nothing left to fill in. `step` is the step width in milliseconds. */
export type Asked = {
  readonly request: Request
  readonly window: Window
  readonly blip: Window | null
  readonly before: Window | null
  readonly step: Ms
}
