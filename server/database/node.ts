import type { Row, Value } from './database.ts'
import type { Engine, RawDatabase } from './engine.ts'

type NativeStatement = {
  readonly run: (...parameters: readonly Value[]) => {
    changes: number | bigint
    lastInsertRowid: number | bigint
  }
  readonly all: (...parameters: readonly Value[]) => Row[]
}
type NativeDatabase = {
  readonly exec: (sql: string) => void
  readonly prepare: (sql: string) => NativeStatement
  readonly close: () => void
}
type NativeModule = {
  readonly DatabaseSync: new (path: string) => NativeDatabase
}

let loaded: NativeModule | null | undefined

/** The module is asked for only once, without the warning that it is experimental: its use here is held by the contract suite. */
function load(): NativeModule | null {
  if (loaded !== undefined) return loaded
  const emit = process.emitWarning
  process.emitWarning = () => {}
  try {
    const found: unknown = process.getBuiltinModule?.('node:sqlite')
    loaded = (found as NativeModule | undefined) ?? null
  } finally {
    process.emitWarning = emit
  }
  return loaded
}

const kinds: Readonly<Record<number, ReturnType<Engine['troubleOf']>>> = {
  5: 'locked',
  6: 'locked',
  8: 'readOnly',
  10: 'input/output',
  11: 'corrupt',
  13: 'full',
  14: 'cannot open',
  26: 'corrupt',
}

function open(path: string): RawDatabase {
  const native = load()
  if (!native) throw new Error('node:sqlite is not available')
  const database = new native.DatabaseSync(path)
  return {
    exec: sql => database.exec(sql),
    close: () => database.close(),
    prepare: sql => {
      const statement = database.prepare(sql)
      return {
        run: parameters => {
          const { changes, lastInsertRowid } = statement.run(...parameters)
          return { changes: Number(changes), lastRowId: Number(lastInsertRowid) }
        },
        all: parameters => statement.all(...parameters),
        finalize: () => {},
      }
    },
  }
}

/** SQLite as it is built into Node from 22.13 on. */
export const nodeEngine: Engine = {
  name: 'node',
  available: () => load() !== null,
  open,
  troubleOf: error =>
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
      ? kinds[error.errcode & 0xff]
      : undefined,
}
