import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { lockDirectory } from '#server/database/lock.ts'
import { plainLimits } from '#server/samples/samples.ts'
import { openStore } from '#server/samples/store/store.ts'
import { matchers, shown } from './notation.ts'

it('keeps what was committed and nothing of a half import when the program is killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'killed-'))
  const victim = spawn(process.execPath, [
    '--import',
    'tsx',
    fileURLToPath(new URL('./victim.ts', import.meta.url)),
    directory,
  ])
  await once(victim.stdout, 'data')
  expect(lockDirectory(directory)).toMatchObject({ ok: false, holder: { pid: victim.pid } })
  victim.kill('SIGKILL')
  await once(victim, 'exit')

  const outcome = lockDirectory(directory)
  expect(outcome.ok).toBe(true)
  const store = openStore(join(directory, 'samples.db'), plainLimits)
  const read = (name: string) => shown(store.reader(() => false)(matchers(name), -1, 1e15))
  expect([read('kept'), read('half'), store.stats().series]).toEqual([['kept 1@10 2@20'], [], 1])
  store.close()
  rmSync(directory, { recursive: true })
}, 60_000)
