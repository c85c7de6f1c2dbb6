/** What a column holds. BLOBs go in as any Uint8Array and come out as a fresh one. Text must not hold NUL: one engine cuts it there. */
export type Value = null | number | string | Uint8Array

export type Row = Readonly<Record<string, Value>>

/** A prepared statement; parameters by position (`?`). Kept until the database is closed. */
export type Statement = {
  /** `changes` of inserts, updates and deletes; `lastRowId` of the newest insert. */
  readonly run: (...parameters: readonly Value[]) => { readonly changes: number; readonly lastRowId: number }
  /** The first row; undefined where there is none. */
  readonly get: <Shape extends Row = Row>(...parameters: readonly Value[]) => Shape | undefined
  readonly all: <Shape extends Row = Row>(...parameters: readonly Value[]) => readonly Shape[]
}

/**
 * One SQLite file, held open by one owner. Every call is synchronous and may throw `DatabaseTrouble` (trouble.ts); wrong SQL throws what the
 * engine throws.
 */
export type Database = {
  readonly engine: EngineName
  /** One or several statements without parameters and results. */
  readonly exec: (sql: string) => void
  /** The same text yields the same statement. */
  readonly prepare: (sql: string) => Statement
  /** All that `work` does, or, when it throws, nothing of it. May be nested. Never asynchronous. */
  readonly transaction: <Result>(work: () => Result) => Result
  readonly close: () => void
}

export type EngineName = 'node' | 'wasm'

export type DatabaseOptions = {
  /** `full`: what a call has acknowledged survives a loss of power; `normal`: it survives the end of the process. */
  readonly durability: 'full' | 'normal'
  /** Bytes, a power of two; only counts when the file is made. 4,096 unless given. */
  readonly pageSize?: number
  /** The engine to use; the first available one unless given (`node` before `wasm`). */
  readonly engine?: EngineName
}
