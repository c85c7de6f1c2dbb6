import type { LanguageId } from '#shared/query/language.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** One query of a step: A, B, … on one graph, each with its source and language. Ids are unique within the step. */
export type Query = {
  readonly id: string
  readonly source: string
  readonly language: LanguageId
  /** May speak of the notebook's variables: `$node`, `${node:regex}`, `$__rate_interval`. */
  readonly text: string
  /** How its series are called: `{{node}} in {{zone}}`; empty: by what tells them apart. */
  readonly legend: string
  /** Kept, but neither asked nor drawn. */
  readonly removed: boolean
}

/** What a step asks. `against`: lay the same queries of so many milliseconds earlier under them. */
export type Request =
  | { readonly kind: 'query'; readonly queries: readonly Query[]; readonly against: Ms | null }
  | { readonly kind: 'events'; readonly where: readonly Matcher[] }

/** What the variables of a request stood for when it was run: texts as they were written, by query, and the values of those they use. */
export type Filled = {
  readonly texts: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** A request as it was run: absolute, nothing left to fill in. `step` is the step width in milliseconds. */
export type Asked = {
  /** Its texts have their variables filled in. */
  readonly request: Request
  /** Absent where no query speaks of a variable. */
  readonly filled?: Filled
  readonly window: Window
  readonly blip: Window | null
  readonly before: Window | null
  readonly step: Ms
}
