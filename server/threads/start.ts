import { existsSync } from 'node:fs'
import { Worker, type ResourceLimits } from 'node:worker_threads'

/** What `server/worker.ts` can be started for. */
export type WorkName = 'samples' | 'answers'

/** What a thread is told when it starts: its work, and what that needs to begin with. */
export type ThreadOpening = { readonly work: WorkName; readonly given: unknown }

/** From sources a thread needs tsx to begin with; a built program has `worker.js` beside its entry, one folder up for a split-off part. */
function entry(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('../boot.mjs', here)
  const candidates = ['./worker.js', '../worker.js'].map(path => new URL(path, here))
  return candidates.find(each => existsSync(each)) ?? (candidates[0] as URL)
}

/** Starts a thread, named by its work. */
export function startThread(work: WorkName, given: unknown, resourceLimits?: ResourceLimits): Worker {
  const url = entry()
  return new Worker(url, {
    workerData: { work, given } satisfies ThreadOpening,
    name: work,
    ...(resourceLimits && { resourceLimits }),
    ...(url.href.endsWith('.mjs') && { execArgv: [] }),
  })
}
