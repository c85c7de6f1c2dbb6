/**
 * At most so many at a time. Those of one lane go in the order they came, lanes take turns, so that a long row of one kind does not keep
 * another kind waiting.
 */
export type Turns = {
  /** Resolves when it is one's turn, to what ends it (once; more does nothing). Rejects with the signal's reason, out of the row at once. */
  readonly take: (lane: string, signal: AbortSignal) => Promise<() => void>
}

type Waiting = { readonly go: () => void }

/** So many at a time; the others wait in their order. */
export function turnsOf(most: number): Turns {
  const lanes = new Map<string, Waiting[]>()
  let under = 0

  const admit = () => {
    while (under < most) {
      const [lane, row] = lanes.entries().next().value ?? ['', []]
      const [first, ...rest] = row
      if (first === undefined) return
      lanes.delete(lane)
      if (rest.length > 0) lanes.set(lane, rest)
      under++
      first.go()
    }
  }

  const leave = (lane: string, one: Waiting) => {
    const rest = (lanes.get(lane) ?? []).filter(each => each !== one)
    if (rest.length > 0) lanes.set(lane, rest)
    else lanes.delete(lane)
  }

  return {
    take: (lane, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error)
        let held = true
        const release = () => {
          if (!held) return
          held = false
          under--
          admit()
        }
        const giveUp = () => {
          leave(lane, one)
          reject(signal.reason as Error)
        }
        const one: Waiting = {
          go: () => {
            signal.removeEventListener('abort', giveUp)
            resolve(release)
          },
        }
        signal.addEventListener('abort', giveUp, { once: true })
        lanes.set(lane, [...(lanes.get(lane) ?? []), one])
        admit()
      }),
  }
}
