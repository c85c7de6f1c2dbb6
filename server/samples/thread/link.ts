import type { Worker } from 'node:worker_threads'
import { DatabaseTrouble } from '#server/database/trouble.ts'
import { Failed } from '#shared/query/failure.ts'
import { stopped, unpackThrown, type CallName, type Question, type Reply, type Thrown } from './message.ts'
import type { Service } from './service.ts'

export type Ask = <Name extends CallName>(
  call: Name,
  input: Parameters<Service[Name]>,
  options?: { readonly signal?: AbortSignal | undefined; readonly transfer?: readonly ArrayBuffer[] },
) => Promise<ReturnType<Service[Name]>>

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/**
 * The near end of a thread: `ready` once its database is open, `ask` for one call. An aborted call ends at once; the thread hears of it by
 * the shared flag.
 */
export function linkTo(worker: Worker): { readonly ready: Promise<void>; readonly ask: Ask } {
  const waiting = new Map<number, Waiting>()
  let gone: Error | undefined
  let next = 1

  const end = (error: Error) => {
    gone ??= error
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  worker.on('message', (reply: Reply) => {
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('thrown' in reply) caller?.reject(thrownBy(reply.thrown, reply.id))
    else caller?.resolve(reply.value)
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('The sample database is closed')))

  const ready = new Promise<void>((resolve, reject) => waiting.set(0, { resolve: () => resolve(), reject }))

  const ask: Ask = (call, input, { signal, transfer = [] } = {}) =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone)
      if (signal?.aborted) return reject(stopped())
      const id = next++
      const stop = signal && new Int32Array(new SharedArrayBuffer(4))
      const abort = () => {
        if (stop) Atomics.store(stop, 0, 1)
        settle(() => reject(stopped()))
      }
      const settle = (how: () => void) => {
        signal?.removeEventListener('abort', abort)
        waiting.delete(id)
        how()
      }
      signal?.addEventListener('abort', abort)
      waiting.set(id, {
        resolve: value => settle(() => resolve(value as ReturnType<Service[typeof call]>)),
        reject: error => settle(() => reject(error)),
      })
      const question: Question = stop ? { id, call, input, stop } : { id, call, input }
      worker.postMessage(question, [...transfer])
    })

  return { ready, ask }
}

/** Once the database is open, its troubles are those of a source that cannot do its work. */
function thrownBy(thrown: Thrown, id: number): Error {
  const error = unpackThrown(thrown)
  const late = error instanceof DatabaseTrouble && id !== 0
  return late ? new Failed({ kind: 'source', message: error.message }) : error
}
