/** Takes a piece of work, and answers how to take it back while it has not had its turn. */
export type Turns = (work: () => void) => () => void

/**
 * Pieces of work one a frame, in the order in which they came; the first at once where none waits. `nextFrame` calls back after the next
 * frame has been painted. So rows that come into view together do not hold up the page together.
 */
export function turns(nextFrame: (then: () => void) => void): Turns {
  const waiting = new Set<() => void>()
  let busy = false

  const next = () => {
    const [work] = waiting
    busy = work !== undefined
    if (work === undefined) return
    waiting.delete(work)
    nextFrame(next)
    work()
  }

  return work => {
    const piece = () => work()
    waiting.add(piece)
    if (!busy) next()
    return () => void waiting.delete(piece)
  }
}
