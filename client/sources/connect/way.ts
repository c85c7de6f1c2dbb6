import type { SourceForm } from '#client/sources/form/form.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'

/** What was added, the one that new investigations start with first, and what each said of itself. */
export type Connection = {
  readonly sources: readonly SourceSummary[]
  readonly words: readonly string[]
}

/** A way to connect: the form that the ways share, and where it leads. */
export type Way = {
  readonly form: SourceForm
  readonly onAlter: (form: SourceForm) => void
  readonly onList: () => void
  readonly onConnected: (connection: Connection) => void
}
