import { metricName, type Labels } from '#shared/series/labels.ts'
import { nameBy, tellingLabels } from './telling.ts'

/** Grafana's word for “choose a name yourself”. */
const automatic = '__auto'

/** Whether a legend says how series are called; an empty one and `__auto` leave it to what tells them apart. */
export const isTemplate = (legend: string): boolean => legend.trim() !== '' && legend.trim() !== automatic

/** A template filled in as Grafana does: `{{node}} in {{ zone }}`; a label that a series has not is empty. */
export const fillLegend = (template: string, labels: Labels): string =>
  template.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels[label] ?? '').trim()

/**
 * What a template calls each of the series. Those that it calls the same are told apart by the labels in which they differ:
 * `errors (us-east-1)`; one that it gives no name is called by what tells it from the others.
 */
export function legendNames(template: string, all: readonly Labels[]): readonly string[] {
  const names = all.map(labels => fillLegend(template, labels))
  const alike = new Map<string, number[]>()
  for (const [i, name] of names.entries()) alike.set(name, [...(alike.get(name) ?? []), i])
  const told = [...names]
  for (const [name, indexes] of alike) {
    if (indexes.length < 2 && name !== '') continue
    const among = name === '' ? all : indexes.map(i => all[i] ?? {})
    const telling = tellingLabels(among)
    for (const i of indexes) {
      const own = all[i] ?? {}
      const suffix = telling.length === 0 ? (own[metricName] ?? '') : nameBy(telling, own)
      told[i] = name === '' ? suffix : suffix === '' ? name : `${name} (${suffix})`
    }
  }
  return told
}
