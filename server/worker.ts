import { parentPort, workerData } from 'node:worker_threads'
import type { Opening } from '#server/samples/thread/message.ts'
import { serve } from '#server/samples/thread/serve.ts'

if (!parentPort) throw new Error('worker.ts is started as a thread, by openSamples')
serve(parentPort, workerData as Opening)
