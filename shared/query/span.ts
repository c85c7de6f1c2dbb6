/** A stretch of a query's text in UTF-16 code units, `[from, to)`. */
export type Span = { readonly from: number; readonly to: number }

/** A stretch of a text and what takes its place; everything else stays as its author wrote it. */
export type Edit = Span & { readonly text: string }

export const remarkLevels = ['info', 'warning', 'partial'] as const

/** Something said about a query that stops nothing; `partial`: the source says that its answer is not whole. */
export type Remark = {
  readonly level: (typeof remarkLevels)[number]
  readonly message: string
  readonly span?: Span
}

/** What is wrong with a query, where, and what would be right where that is known. */
export type Problem = {
  readonly message: string
  readonly span: Span
  readonly hint?: string
  /** A text that would be right in place of the span. */
  readonly replacement?: string
}
