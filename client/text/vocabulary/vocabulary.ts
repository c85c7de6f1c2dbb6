import type { MetricMeta } from '#shared/ask/answer.ts'

/** A variable that a query may speak of, what it stands for now, and what it is. */
export type KnownVariable = { readonly name: string; readonly value: string; readonly about: string }

/** What completion asks of a source. Each may reject; nothing is offered then. */
export type Vocabulary = {
  readonly metrics: () => Promise<readonly MetricMeta[]>
  /** The label names on series that a selector matches; of all series where it is empty. */
  readonly labels: (selector: string) => Promise<readonly string[]>
  readonly values: (label: string, selector: string) => Promise<readonly string[]>
  readonly variables: readonly KnownVariable[]
  /** A text with the variables in it filled in. */
  readonly filled: (text: string) => string
}
