import type { MessagePort } from 'node:worker_threads'
import { withOwnBuffers } from '#server/samples/thread/transfer.ts'
import { readAnswer } from '#server/sources/prometheus/answer/read.ts'
import { packThrown, type Question, type Reply } from './message.ts'

function replyTo({ answer, reading }: Question): { readonly reply: Reply; readonly transfer: ArrayBuffer[] } {
  try {
    const read = readAnswer(answer, reading)
    return { reply: { read }, transfer: withOwnBuffers(read.data).transfer }
  } catch (error) {
    return { reply: { thrown: packThrown(error) }, transfer: [] }
  }
}

/** Reads the answers that come through the port, one after the other; columns are handed over. */
export function serve(port: MessagePort): void {
  port.on('message', (question: Question) => {
    const { reply, transfer } = replyTo(question)
    port.postMessage(reply, transfer)
  })
}
