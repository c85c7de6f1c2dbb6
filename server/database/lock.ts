import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseTrouble } from './trouble.ts'

/** Who holds a data directory. `started` and `boot` tell a process from a later one of the same number; empty where not known. */
export type Holder = { readonly pid: number; readonly started: string; readonly boot: string }

export type Lock = { readonly holder: Holder; readonly release: () => void }

export type LockOutcome =
  { readonly ok: true; readonly lock: Lock } | { readonly ok: false; readonly holder: Holder }

const fileName = 'blipbook.lock'

/**
 * Takes a data directory (made where it is missing) for this process, or says which living process has it. The lock of a process that has
 * ended without giving it back is taken over, and the lock directories that the wasm engine leaves behind are removed.
 */
export function lockDirectory(directory: string): LockOutcome {
  const path = join(directory, fileName)
  const own = holderOf(process.pid)
  const mine = `${path}.${process.pid}`
  try {
    mkdirSync(directory, { recursive: true })
    writeFileSync(mine, JSON.stringify(own))
  } catch (error) {
    throw refusedBy(error, directory)
  }
  try {
    for (;;) {
      if (linked(mine, path)) break
      const found = read(path)
      if (found && isAlive(found)) return { ok: false, holder: found }
      setAside(path, found, `${mine}.old`)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  removeEngineLocks(directory)
  return { ok: true, lock: { holder: own, release: () => release(path, own) } }
}

/** One line for whoever starts a second time on the same data. */
export const heldBy = (directory: string, holder: Holder): string =>
  `${directory} is already in use by a running blipbook (process ${holder.pid})`

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** By renaming first, so that of two that take over the same lock only one does; a living lock met on the way is put back. */
function setAside(path: string, expected: Holder | undefined, aside: string) {
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved && !same(moved, expected) && isAlive(moved)) linked(aside, path)
  unlinkSync(aside)
}

function release(path: string, own: Holder) {
  if (same(read(path), own)) rmSync(path, { force: true })
}

function read(path: string): Holder | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof found !== 'object' || found === null) return undefined
    const { pid, started, boot } = found as Record<string, unknown>
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof boot !== 'string') return undefined
    return { pid, started, boot }
  } catch {
    return undefined
  }
}

const same = (a: Holder | undefined, b: Holder | undefined) =>
  a?.pid === b?.pid && a?.started === b?.started && a?.boot === b?.boot

/** The process as the system knows it now. */
export function holderOf(pid: number): Holder {
  return { pid, started: startOf(pid), boot: textOf('/proc/sys/kernel/random/boot_id') }
}

function isAlive(holder: Holder): boolean {
  if (holder.boot !== textOf('/proc/sys/kernel/random/boot_id')) return false
  if (holder.started !== startOf(holder.pid)) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Field 22 of the process' stat, in clock ticks since boot; the name before it may hold spaces and brackets. */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function removeEngineLocks(directory: string) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name)
    if (name.endsWith('.db.lock') && statSync(path).isDirectory()) rmSync(path, { recursive: true })
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

function refusedBy(error: unknown, directory: string): unknown {
  const code = codeOf(error)
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new DatabaseTrouble('readOnly', directory, error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DatabaseTrouble('full', directory, error)
  return error
}
