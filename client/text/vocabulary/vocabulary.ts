import type { MetricMeta } from '#shared/ask/answer.ts'

/** What completion asks of a source. Each may reject; nothing is offered then. */
export type Vocabulary = {
  readonly metrics: () => Promise<readonly MetricMeta[]>
  /** The label names on series that a selector matches; of all series where it is empty. */
  readonly labels: (selector: string) => Promise<readonly string[]>
  readonly values: (label: string, selector: string) => Promise<readonly string[]>
}
