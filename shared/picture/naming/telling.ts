import { metricName, type Labels } from '#shared/series/labels.ts'

/** The labels whose values differ among the series, the one with the most values first, then by name. */
export function varyingLabels(all: readonly Labels[]): readonly string[] {
  const values = new Map<string, Set<string>>()
  for (const labels of all)
    for (const name of Object.keys(labels)) if (!values.has(name)) values.set(name, new Set())
  for (const labels of all) for (const [name, seen] of values) seen.add(labels[name] ?? '')
  return [...values]
    .filter(([, seen]) => seen.size > 1)
    .sort(([a, seenA], [b, seenB]) => seenB.size - seenA.size || (a < b ? -1 : 1))
    .map(([name]) => name)
}

/** The fewest labels, in the order of `varyingLabels`, that tell all series apart as well as all labels do. */
export function tellingLabels(all: readonly Labels[]): readonly string[] {
  const varying = varyingLabels(all)
  const groups = (names: readonly string[]) =>
    new Set(all.map(labels => names.map(name => labels[name] ?? '').join('\u0001'))).size
  const most = groups(varying)
  const chosen: string[] = []
  for (const name of varying) {
    if (groups(chosen) === most) break
    if (groups([...chosen, name]) > groups(chosen)) chosen.push(name)
  }
  return chosen
}

/** The values of the telling labels: `i-0c3f9a`, `us-east-1 · v412`; a missing value says which: `no zone`. */
export const nameBy = (names: readonly string[], labels: Labels): string =>
  names.map(name => labels[name] || `no ${name}`).join(' · ')

/** What a series is called where nothing tells it from others: its last label value that the query's text asks for, or its metric's name. */
export function loneName(labels: Labels, query: string): string {
  let name = labels[metricName] ?? ''
  let last = -1
  for (const [label, value] of Object.entries(labels)) {
    const at = label === metricName || value === '' ? -1 : query.lastIndexOf(`"${value}"`)
    if (at > last) [name, last] = [value, at]
  }
  return name || Object.values(labels).join(' · ')
}
