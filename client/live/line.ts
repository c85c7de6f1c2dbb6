import { beatEvery, type ToClient, type ToServer } from '#shared/live/message.ts'
import { again } from './again.ts'

/** As much of a WebSocket as is needed here. */
export type Socket = Pick<
  WebSocket,
  'send' | 'close' | 'readyState' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'
>

export type LineOptions = {
  readonly connect: () => Socket
  /** Milliseconds to wait ahead of attempt 1, 2, … */
  readonly wait: (attempt: number) => number
}

export type LineEvents = {
  readonly up: () => void
  readonly heard: (message: ToClient) => void
  readonly down: () => void
}

/** A connection that comes back by itself. */
export type Line = {
  /** True where the message went out (it may still get lost). */
  readonly say: (message: ToServer) => boolean
  /** Breaks the connection off and makes it anew. */
  readonly again: () => void
  readonly close: () => void
}

/** Half a second, doubled up to 15 s, with a spread so that not all come back at once. `chance`: 0 to 1. */
export const backoff = (attempt: number, chance: number): number =>
  Math.min(15_000, 500 * 2 ** (attempt - 1)) * (0.6 + 0.4 * chance)

const open = 1

/** Connects, and connects again whenever the connection ends or falls silent. */
export function openLine({ connect, wait }: LineOptions, events: LineEvents): Line {
  let socket: Socket | null = null
  let attempt = 0
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  const listen = () => {
    clearTimeout(silence)
    silence = setTimeout(lost, 3 * beatEvery)
  }

  const lost = () => {
    const gone = socket
    if (!gone) return
    socket = null
    clearTimeout(silence)
    Object.assign(gone, { onopen: null, onmessage: null, onclose: null })
    gone.close()
    events.down()
    if (!closed) retry = setTimeout(dial, wait(++attempt))
  }

  const dial = () => {
    clearTimeout(retry)
    const dialled = connect()
    socket = dialled
    listen()
    dialled.onopen = () => events.up()
    dialled.onmessage = event => {
      attempt = 0
      listen()
      events.heard(JSON.parse(String(event.data)) as ToClient)
    }
    dialled.onclose = lost
    dialled.onerror = () => undefined
  }

  const back = () => {
    if (!socket && !closed) dial()
  }
  globalThis.addEventListener?.('online', back)
  const leave = again.add(back)
  dial()

  return {
    say: message => {
      if (socket?.readyState !== open) return false
      socket.send(JSON.stringify(message))
      return true
    },
    again: lost,
    close: () => {
      closed = true
      clearTimeout(retry)
      globalThis.removeEventListener?.('online', back)
      leave()
      lost()
    },
  }
}
