import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database, DatabaseOptions, EngineName, Row, Statement, Value } from './database.ts'
import type { Engine, RawDatabase, RawStatement } from './engine.ts'
import { nodeEngine } from './node.ts'
import { DatabaseTrouble } from './trouble.ts'
import { wasmEngine } from './wasm.ts'

const engines: readonly Engine[] = [nodeEngine, wasmEngine]

/** The engines that this Node can use, the preferred one first. */
export const availableEngines = (): readonly EngineName[] =>
  engines.filter(engine => engine.available()).map(engine => engine.name)

/**
 * Opens (and makes) an SQLite file for one owner: WAL, exclusive. Throws `DatabaseTrouble` where the file cannot be opened, is
 * somebody else's, or is no database.
 */
export function openDatabase(path: string, options: DatabaseOptions): Database {
  const engine = engines.find(
    each => (options.engine ? each.name === options.engine : true) && each.available(),
  )
  if (!engine)
    throw new Error(`No SQLite engine${options.engine ? ` called ${options.engine}` : ''} on this Node`)

  const guard = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      throw translated(error, path, engine)
    }
  }

  const raw = guard(() => engine.open(path))
  try {
    guard(() => prepareFile(raw, options))
  } catch (error) {
    raw.close()
    throw error
  }

  const statements = new Map<string, RawStatement>()
  let depth = 0

  const prepare = (sql: string): Statement => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = guard(() => raw.prepare(sql))))
    const { run, all } = statement
    return {
      run: (...parameters) => guard(() => run(parameters)),
      get: <Shape extends Row>(...parameters: readonly Value[]) =>
        guard(() => all(parameters))[0] as Shape | undefined,
      all: <Shape extends Row>(...parameters: readonly Value[]) =>
        guard(() => all(parameters)) as readonly Shape[],
    }
  }

  const exec = (sql: string) => guard(() => raw.exec(sql))

  const transaction = <Result>(work: () => Result): Result => {
    const name = `nested${depth}`
    exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`)
    depth++
    try {
      const result = work()
      exec(depth === 1 ? 'COMMIT' : `RELEASE ${name}`)
      return result
    } catch (error) {
      undo(depth === 1 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`)
      throw error
    } finally {
      depth--
    }
  }

  /** SQLite has already rolled back after some errors (a full disk among them): then there is nothing left to undo. */
  const undo = (sql: string) => {
    try {
      raw.exec(sql)
    } catch (error) {
      if (engine.troubleOf(error) !== undefined) throw translated(error, path, engine)
    }
  }

  const close = () => {
    for (const statement of statements.values()) statement.finalize()
    statements.clear()
    guard(() => raw.close())
  }

  return { engine: engine.name, exec, prepare, transaction, close }
}

function prepareFile(raw: RawDatabase, { durability, pageSize }: DatabaseOptions) {
  raw.exec('PRAGMA locking_mode = EXCLUSIVE')
  raw.exec(`PRAGMA page_size = ${pageSize ?? 4096}; PRAGMA auto_vacuum = INCREMENTAL`)
  raw.exec('PRAGMA journal_mode = WAL')
  raw.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`)
  raw.exec('PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY')
  raw.exec('BEGIN IMMEDIATE; ROLLBACK')
}

function translated(error: unknown, path: string, engine: Engine): unknown {
  if (error instanceof DatabaseTrouble) return error
  const kind = engine.troubleOf(error)
  if (kind === undefined) return error
  if (kind === 'input/output')
    return roomAround(path) === 0 ? new DatabaseTrouble('full', path, error) : error
  if (kind === 'cannot open') return new DatabaseTrouble('readOnly', path, error)
  return new DatabaseTrouble(kind, path, error)
}

function roomAround(path: string): number {
  try {
    return statfsSync(dirname(path)).bavail
  } catch {
    return Infinity
  }
}
