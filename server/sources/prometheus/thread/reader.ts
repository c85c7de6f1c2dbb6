import type { Worker } from 'node:worker_threads'
import type { OutboundAnswer } from '#server/outbound/outbound.ts'
import { whyStopped } from '#server/outbound/breakdown.ts'
import { startThread } from '#server/threads/start.ts'
import { readHere, type Reader } from '#server/sources/prometheus/api.ts'
import type { ReadAnswer, Reading, ReadingName } from '#server/sources/prometheus/answer/read.ts'
import { Failed } from '#shared/query/failure.ts'
import { minute, type Ms } from '#shared/time/window.ts'
import { unpackThrown, type Question, type Reply } from './message.ts'

export type ReaderLimits = {
  /** Answers of so many bytes and more are read in the thread. */
  readonly large: number
  /** Bytes of answers that may be held at once, the one being read included. */
  readonly held: number
  /** The thread ends when it has had nothing to do for so long. */
  readonly idle: Ms
  /** The heap of the thread in megabytes of 2^20 bytes. */
  readonly heap: number
}

const mebibyte = 1_048_576

/** Limits for answers of at most so many bytes. */
export const limitsFor = (largest: number): ReaderLimits => ({
  large: mebibyte,
  held: 4 * largest,
  idle: minute,
  heap: 256 + Math.ceil((4 * largest) / mebibyte),
})

/** Does something after a time, unless what it answers is called before. */
export type Later = (time: Ms, work: () => void) => () => void

const later: Later = (time, work) => {
  const timer = setTimeout(work, time).unref()
  return () => clearTimeout(timer)
}

/** Reads small answers at once and large ones in a thread, which is there while it is needed. `close` ends it and what waits for it. */
export type AnswerReader = { readonly read: Reader; readonly close: () => Promise<void> }

type Task = {
  readonly question: Question
  readonly size: number
  readonly resolve: (read: ReadAnswer<ReadingName>) => void
  readonly reject: (error: Error) => void
}

const tooMuchAtOnce = () =>
  new Failed({
    kind: 'limit',
    message: 'Too many large answers are waiting to be read.',
    hint: 'Run it again in a moment, or ask for fewer series, a shorter window or a wider step.',
  })

function failureOf(error: unknown): Failed {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isMemory
    ? new Failed({
        kind: 'limit',
        message: 'Reading this answer takes more memory than there is for it.',
        hint: 'Ask for fewer series, a shorter window or a wider step.',
      })
    : new Failed({ kind: 'execution', message: 'Reading this answer ended in the middle. Run it again.' })
}

/** The buffer that a body has for itself: it is handed over, any other is copied. */
const handedOver = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []

/**
 * Opens a reader. Large answers wait for their turn in the order they came. Where one that is being read is stopped, the wait for it ends at
 * once; so does the thread, and the next answer gets a new one when it has gone, so that there are never two.
 */
export function openReader(limits: ReaderLimits, wait: Later = later): AnswerReader {
  let queue: readonly Task[] = []
  let busy: Task | undefined
  let worker: Worker | undefined
  let held = 0
  let ending = false
  let closed = false
  let stayAwake = () => {}

  function end() {
    ending = true
    void worker?.terminate()
  }

  function started(): Worker {
    const thread = startThread('answers', null, { maxOldGenerationSizeMb: limits.heap })
    let trouble: unknown
    thread.on('message', (reply: Reply) => {
      if (ending) return
      const task = busy
      busy = undefined
      if ('thrown' in reply) task?.reject(unpackThrown(reply.thrown))
      else task?.resolve(reply.read)
      next()
    })
    thread.on('error', error => void (trouble = error))
    thread.on('exit', () => {
      const task = busy
      busy = undefined
      worker = undefined
      ending = false
      task?.reject(failureOf(trouble))
      next()
    })
    return thread
  }

  function next() {
    if (busy !== undefined || ending) return
    const [task, ...rest] = queue
    stayAwake()
    if (task === undefined) {
      worker?.unref()
      if (worker !== undefined) stayAwake = wait(limits.idle, end)
      return
    }
    queue = rest
    busy = task
    worker ??= started()
    worker.ref()
    worker.postMessage(task.question, handedOver(task.question.answer.body))
  }

  function read<Name extends ReadingName>(
    answer: OutboundAnswer,
    reading: Reading<Name>,
    signal: AbortSignal,
  ): Promise<ReadAnswer<Name>> {
    const size = answer.body.byteLength
    if (size < limits.large) return readHere(answer, reading, signal)
    return new Promise((resolve, reject) => {
      const stopped = () => whyStopped(signal.reason, new URL(answer.url).origin)
      if (closed || signal.aborted) return reject(stopped())
      if (held + size > limits.held) return reject(tooMuchAtOnce())
      const settled = () => {
        held -= size
        signal.removeEventListener('abort', stop)
      }
      const task: Task = {
        question: { answer, reading },
        size,
        resolve: found => {
          settled()
          resolve(found as ReadAnswer<Name>)
        },
        reject: error => {
          settled()
          reject(error)
        },
      }
      const stop = () => {
        reject(stopped())
        if (busy === task) return end()
        queue = queue.filter(each => each !== task)
        settled()
      }
      signal.addEventListener('abort', stop, { once: true })
      held += size
      queue = [...queue, task]
      next()
    })
  }

  return {
    read,
    async close() {
      closed = true
      stayAwake()
      const gone = worker?.terminate()
      for (const task of queue) task.reject(failureOf(undefined))
      queue = []
      await gone
    },
  }
}
