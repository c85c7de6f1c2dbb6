import { createRequire } from 'node:module'
import type * as wasm from 'node-sqlite3-wasm'
import type { Row, Value } from './database.ts'
import type { Engine, RawDatabase, RawStatement } from './engine.ts'
import type { TroubleKind } from './trouble.ts'

type Module = typeof wasm

let loaded: Module | undefined

/** 25 MB of memory a thread, so only where it is used. */
const load = (): Module => (loaded ??= createRequire(import.meta.url)('node-sqlite3-wasm') as Module)

const sentences: readonly (readonly [RegExp, TroubleKind | 'input/output' | 'cannot open'])[] = [
  [/^database or disk is full/, 'full'],
  [/^attempt to write a readonly database/, 'readOnly'],
  [/^database (table )?is locked/, 'locked'],
  [/^(database disk image is malformed|file is not a database)/, 'corrupt'],
  [/^disk I\/O error/, 'input/output'],
  [/^(unable|Could not) (to )?open (the )?database/, 'cannot open'],
]

function open(path: string): RawDatabase {
  const { Database } = load()
  const database = new Database(path)
  return {
    exec: sql => database.exec(sql),
    close: () => database.close(),
    prepare: sql => prepared(database, sql),
  }
}

/** After a failed step this engine's statements refuse to be used again, so that they are then made anew. */
function prepared(database: InstanceType<Module['Database']>, sql: string): RawStatement {
  let statement: ReturnType<typeof database.prepare> | null = database.prepare(sql)
  const finalize = () => {
    try {
      statement?.finalize()
    } catch {
      // Finalizing says once more what the failed step has said.
    }
    statement = null
  }
  const use = <Result>(work: (current: ReturnType<typeof database.prepare>) => Result): Result => {
    try {
      return work((statement ??= database.prepare(sql)))
    } catch (error) {
      finalize()
      throw error
    }
  }
  return {
    run: parameters => {
      const { changes, lastInsertRowid } = use(current => current.run([...parameters]))
      return { changes, lastRowId: Number(lastInsertRowid) }
    },
    all: parameters => use(current => current.all([...parameters])).map(plain),
    finalize,
  }
}

/** Whole numbers beyond 2^53 come as bigint from this engine; the program keeps none such. */
function plain(row: Record<string, unknown>): Row {
  for (const name in row) if (typeof row[name] === 'bigint') row[name] = Number(row[name])
  return row as Record<string, Value>
}

/** SQLite compiled to WebAssembly, for Nodes without their own. */
export const wasmEngine: Engine = {
  name: 'wasm',
  available: () => true,
  open,
  troubleOf: error =>
    error instanceof Error && error.name === 'SQLite3Error'
      ? sentences.find(([sentence]) => sentence.test(error.message))?.[1]
      : undefined,
}
