import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldBy, holderOf, lockDirectory, type Holder } from '#server/database/lock.ts'

let directory: string
beforeEach(() => void (directory = join(mkdtempSync(join(tmpdir(), 'lock-')), 'data')))
afterEach(() => rmSync(join(directory, '..'), { recursive: true }))

const path = () => join(directory, 'blipbook.lock')
const leave = (text: string) => {
  mkdirSync(directory, { recursive: true })
  writeFileSync(path(), text)
}
const leaveHeldBy = (holder: Holder) => leave(JSON.stringify(holder))
const taken = () => {
  const outcome = lockDirectory(directory)
  if (!outcome.ok) throw new Error(heldBy(directory, outcome.holder))
  return outcome.lock
}

/** A process that lives until it is killed. */
async function another() {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)'])
  await once(child.stdout, 'data')
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { holder: holderOf(child.pid ?? 0), kill }
}

describe('the lock of a data directory', () => {
  it('is taken where nobody has it, the directory made on the way', () => {
    expect(taken().holder.pid).toBe(process.pid)
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(holderOf(process.pid))
  })

  it('leaves nothing behind but itself, and not even that when it is given back', () => {
    const lock = taken()
    expect(readdirSync(directory)).toEqual(['blipbook.lock'])
    lock.release()
    expect(readdirSync(directory)).toEqual([])
  })

  it('names the living process that has it, in one line, and is then not taken', async () => {
    const { holder, kill } = await another()
    leaveHeldBy(holder)
    expect(lockDirectory(directory)).toEqual({ ok: false, holder })
    expect(heldBy(directory, holder)).toBe(
      `${directory} is already in use by a running blipbook (process ${holder.pid})`,
    )
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(holder)
    await kill()
  })

  it('is taken over from a process that was killed', async () => {
    const { holder, kill } = await another()
    leaveHeldBy(holder)
    await kill()
    expect(taken().holder.pid).toBe(process.pid)
    expect(readdirSync(directory)).toEqual(['blipbook.lock'])
  })

  it('is taken over from an earlier process of the same number', () => {
    leaveHeldBy({ ...holderOf(process.pid), started: '1' })
    expect(taken().holder).toEqual(holderOf(process.pid))
  })

  it('is taken over from before the machine was started again', () => {
    leaveHeldBy({ ...holderOf(process.pid), boot: 'another' })
    expect(taken().holder).toEqual(holderOf(process.pid))
  })

  it.each(['', '{', 'null', '{"pid":"1"}'])(
    'is taken over where the file holds %j, which no process wrote whole',
    text => {
      leave(text)
      expect(taken().holder.pid).toBe(process.pid)
    },
  )

  it('is not given back by one who no longer has it', async () => {
    const lock = taken()
    const { holder, kill } = await another()
    leaveHeldBy(holder)
    lock.release()
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(holder)
    await kill()
  })

  it('removes the lock directories of the engine, whose owner is gone', () => {
    mkdirSync(join(directory, 'samples.db.lock'), { recursive: true })
    taken()
    expect(existsSync(join(directory, 'samples.db.lock'))).toBe(false)
  })

  it('is refused in words where the directory cannot be made', () => {
    writeFileSync(join(directory, '..', 'file'), '')
    expect(() => lockDirectory(join(directory, '..', 'file', 'data'))).toThrow(/ENOTDIR/)
  })
})
