import type { Part } from '#shared/ask/answer.ts'
import type { Query } from '#shared/ask/request.ts'
import { labelKey, metricName } from '#shared/series/labels.ts'
import { isTemplate, legendNames } from './legend.ts'
import { loneName, nameBy, tellingLabels } from './telling.ts'

/** A part of an answer with its query, where the series are those of that query, and its letter. */
type Asked = { readonly part: Part; readonly query: Query | undefined; readonly letter: string }

/** What a series is called, and by what it is coloured: empty where it has the colour of the text. */
export type Named = { readonly name: string; readonly colouredBy: string }

/** For each series of the parts that are not shifted, by letter and label set: what it is called and coloured by. */
export function namesOf(known: readonly Asked[], several: boolean): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>()
  for (const { part, query, letter } of known) {
    const all = part.frame.series.map(series => series.labels)
    const called = query && isTemplate(query.legend) ? legendNames(query.legend, all) : null
    const telling = tellingLabels(all)
    for (const [i, labels] of all.entries()) {
      const lone = telling.length === 0
      const value = lone
        ? loneName(labels, query?.text ?? '') || (part.meta?.metric ?? '')
        : nameBy(telling, labels)
      const known = lone && value === (labels[metricName] || part.meta?.metric || '')
      const name = called?.[i] || (several ? `${letter} ${value}`.trim() : value)
      names.set(letter + labelKey(labels), { name, colouredBy: known ? (several ? name : '') : value })
    }
  }
  const hasLegend = known.some(({ query }) => query && isTemplate(query.legend))
  return several ? toldApart(hasLegend ? lettered(names, known) : names) : names
}

/** Where all series of several queries would have one colour, which tells nothing, each is coloured by its name. */
function toldApart(names: ReadonlyMap<string, Named>): ReadonlyMap<string, Named> {
  if (new Set([...names.values()].map(({ colouredBy }) => colouredBy)).size > 1) return names
  return new Map([...names].map(([id, { name }]) => [id, { name, colouredBy: name }]))
}

/** Names of a legend that two queries give alike are told apart by their letters. */
function lettered(names: ReadonlyMap<string, Named>, known: readonly Asked[]): ReadonlyMap<string, Named> {
  const owners = new Map<string, Set<string>>()
  for (const { part, letter } of known)
    for (const { labels } of part.frame.series) {
      const { name = '' } = names.get(letter + labelKey(labels)) ?? {}
      owners.set(name, (owners.get(name) ?? new Set()).add(letter))
    }
  const told = new Map(names)
  for (const { part, letter } of known)
    for (const { labels } of part.frame.series) {
      const id = letter + labelKey(labels)
      const named = names.get(id)
      if (named && (owners.get(named.name)?.size ?? 0) > 1)
        told.set(id, { ...named, name: `${letter} ${named.name}`.trim() })
    }
  return told
}
