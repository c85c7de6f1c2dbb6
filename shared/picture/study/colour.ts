/** How many colours series may have: `--series-1` to `--series-10`. */
export const colours = 10

/** Where the hash begins: chosen so that the usual regions, status codes and methods do not meet in one colour. */
const beginning = 0x811c9e25

/** A number from 1 to 10 for a label value: the same in every graph (FNV-1a). */
export function colourOf(value: string): number {
  let hash = beginning
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193)
  return ((((hash >>> 0) ^ (hash >>> 15)) >>> 0) % colours) + 1
}

/**
 * The colours of values drawn in one graph. The first of the list have theirs everywhere; one that meets a colour already taken gets the
 * next free one, three steps on at a time, until all ten are taken.
 */
export function coloursFor(values: readonly string[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>()
  const taken = new Set<number>()
  for (const value of values) {
    if (given.has(value)) continue
    if (taken.size === colours) taken.clear()
    let colour = colourOf(value)
    while (taken.has(colour)) colour = ((colour + 2) % colours) + 1
    taken.add(colour)
    given.set(value, colour)
  }
  return given
}
