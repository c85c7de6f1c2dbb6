import type { MessagePort } from 'node:worker_threads'
import { packThrown, stopped, type Opening, type Question, type Reply } from './message.ts'
import { openService, type OpenService, type Service } from './service.ts'
import { withOwnBuffers } from './transfer.ts'

/** Answers questions from the port, one after the other, and tidies the database while there are none. */
export function serve(port: MessagePort, { path, limits }: Opening) {
  let service: OpenService
  try {
    service = openService(path, limits)
  } catch (error) {
    return port.postMessage({ id: 0, thrown: packThrown(error) } satisfies Reply)
  }

  let tidying = false
  let closed = false
  const tidy = () => {
    tidying = !closed && service.tidy()
    if (tidying) setImmediate(tidy)
  }

  port.on('message', (question: Question) => {
    const { reply, transfer } = answer(service, question)
    port.postMessage(reply, transfer)
    if (question.call === 'close') {
      closed = true
      port.close()
    } else if (question.call === 'commit' && !tidying) {
      tidying = true
      setImmediate(tidy)
    }
  })
  port.postMessage({ id: 0, value: null } satisfies Reply)
}

function answer({ serviceFor }: OpenService, { id, call, input, stop }: Question) {
  const wanted = () => stop === undefined || Atomics.load(stop, 0) === 0
  try {
    if (!wanted()) throw stopped()
    const run = serviceFor(() => !wanted())[call] as (
      ...values: readonly unknown[]
    ) => ReturnType<Service[typeof call]>
    const { value, transfer } = withOwnBuffers(run(...input))
    return { reply: { id, value } satisfies Reply, transfer }
  } catch (error) {
    return { reply: { id, thrown: packThrown(error) } satisfies Reply, transfer: [] }
  }
}
