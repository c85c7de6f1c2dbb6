import type { Matcher } from '#shared/series/matcher.ts'

/** Conditions on an event's labels as they are typed: `service=license-svc, region=~us-.*`. */
export const printWhere = (where: readonly Matcher[]): string =>
  where.map(({ name, op, value }) => `${name}${op}${value}`).join(', ')

/** The conditions that were typed, or what is wrong with them. */
export function readWhere(text: string): readonly Matcher[] | string {
  const where: Matcher[] = []
  for (const piece of text.split(',').map(each => each.trim())) {
    if (piece === '') continue
    const found = /^([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"?([^"]*)"?$/.exec(piece)
    if (!found)
      return `“${piece}” is not a condition; write name=value, name!=value or name=~pattern, with commas between`
    where.push({ name: found[1] ?? '', op: found[2] as Matcher['op'], value: found[3] ?? '' })
  }
  return where
}
