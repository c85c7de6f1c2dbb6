import type { EngineName, Row, Value } from './database.ts'
import type { TroubleKind } from './trouble.ts'

/** What differs between the engines; everything else is here. */
export type RawStatement = {
  readonly run: (parameters: readonly Value[]) => { readonly changes: number; readonly lastRowId: number }
  readonly all: (parameters: readonly Value[]) => readonly Row[]
  readonly finalize: () => void
}
export type RawDatabase = {
  readonly exec: (sql: string) => void
  readonly prepare: (sql: string) => RawStatement
  readonly close: () => void
}
export type Engine = {
  readonly name: EngineName
  readonly available: () => boolean
  readonly open: (path: string) => RawDatabase
  /** What SQLite calls the error: the primary result code, as far as the engine lets it be known. */
  readonly troubleOf: (error: unknown) => TroubleKind | 'input/output' | 'cannot open' | undefined
}
