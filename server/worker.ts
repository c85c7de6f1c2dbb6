import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Opening } from '#server/samples/thread/message.ts'
import type { ThreadOpening, WorkName } from '#server/threads/start.ts'

/** What threads do; each loads only what it needs. */
const works: Readonly<Record<WorkName, (port: MessagePort, given: unknown) => Promise<void>>> = {
  samples: async (port, given) =>
    (await import('#server/samples/thread/serve.ts')).serve(port, given as Opening),
  answers: async port => (await import('#server/sources/prometheus/thread/serve.ts')).serve(port),
}

if (!parentPort) throw new Error('worker.ts is started as a thread, by startThread')
const { work, given } = workerData as ThreadOpening
await works[work](parentPort, given)
