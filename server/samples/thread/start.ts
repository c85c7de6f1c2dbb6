import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Opening } from './message.ts'

/** From sources the thread needs tsx to begin with; a built program has `worker.js` beside its entry, one folder up for a split-off part. */
function entry(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('../../boot.mjs', here)
  const candidates = ['./worker.js', '../worker.js'].map(path => new URL(path, here))
  return candidates.find(each => existsSync(each)) ?? (candidates[0] as URL)
}

/** Starts the thread that owns a sample database. */
export function startThread(opening: Opening): Worker {
  const url = entry()
  return new Worker(url, {
    workerData: opening,
    name: 'samples',
    ...(url.href.endsWith('.mjs') && { execArgv: [] }),
  })
}
