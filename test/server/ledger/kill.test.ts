import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockDirectory } from '#server/database/lock.ts'
import { openStore } from '#server/store/open.ts'
import { openLedger } from '#server/ledger/open.ts'

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'blipbook-kill-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets a writer go on from entry `from` and kills it while it goes on after so many acknowledgements. */
function killedAfter(path: string, from: number, acks: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, path, String(from)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let trouble = ''
  child.stderr.on('data', data => (trouble += String(data)))
  child.stdout.on('data', data => {
    out += String(data)
    if (out.split('\n').length > acks) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve(out.split('\n').slice(0, -1)) : reject(new Error(trouble)),
    )
  })
}

describe('A ledger whose process is killed', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'has every entry that it acknowledged, twice over (seed %i)',
    async seed => {
      const path = join(folder, String(seed), 'notebooks.db')
      const first = await killedAfter(path, 1, 1 + ((seed * 7919) % 23))
      const second = await killedAfter(path, 1000, 1 + ((seed * 104_729) % 17))

      const lock = lockDirectory(dirname(path))
      if (!lock.ok) throw new Error('A killed process still holds the directory')
      const store = openStore(path)
      const entries = await store.entries.from('n', 1)
      const ids = new Set(entries.map(entry => entry.id))
      expect([...first, ...second].filter(id => !ids.has(id))).toEqual([])
      expect(entries.map(entry => entry.number)).toEqual(entries.map((_, i) => i + 1))
      for (const [i, entry] of entries.entries()) {
        const before = entries[i - 1]
        const hash = before ? createHash('sha256').update(JSON.stringify(before)).digest('hex') : ''
        expect(entry.previous).toBe(hash)
      }
      const notebook = await openLedger(store, () => 0).read('n')
      const note = notebook?.steps[0]
      const words = note?.is === 'note' ? note.text.trim().split(' ') : []
      expect(words).toEqual(entries.slice(1).map(entry => entry.id.replace('w:', 'word')))
      await store.close()
      lock.lock.release()
    },
    60_000,
  )
})
