type Load = () => Promise<unknown>

const waiting = new Set<Load>()
const signs = ['pointermove', 'pointerdown', 'keydown'] as const
let used = false

const wait = (load: Load): void => {
  const begin = () => void load().catch(() => undefined)
  if ('requestIdleCallback' in window) requestIdleCallback(begin)
  else setTimeout(begin, 200)
}

function begin(): void {
  used = true
  for (const sign of signs) removeEventListener(sign, begin, true)
  for (const load of waiting) wait(load)
  waiting.clear()
}

if (typeof window !== 'undefined') for (const sign of signs) addEventListener(sign, begin, true)

/**
 * Loads code that the first look at a page does without, in a quiet moment after the first move or key of a person, so that it is at hand
 * when it is called for, even where the server is away by then. What cannot be loaded is left for that call.
 */
export function whenUsed(load: Load): void {
  if (used) wait(load)
  else waiting.add(load)
}
