import { ChangeSet } from '@codemirror/state'

/** The smallest single replacement that turns `from` into `to`; null where they are equal. */
export function differenceOf(from: string, to: string): ChangeSet | null {
  if (from === to) return null
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && from[start] === to[start]) start++
  let end = 0
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++
  return ChangeSet.of(
    { from: start, to: from.length - end, insert: to.slice(start, to.length - end) },
    from.length,
    '\n',
  )
}
