/** Label names to values. An empty value is the same as no label; `__name__` holds the metric name. */
export type Labels = Readonly<Record<string, string>>

export const metricName = '__name__'

/** The labels with empty values left out and names in ascending code-unit order. */
export function canonicalLabels(labels: Labels): Labels {
  const sorted: Record<string, string> = {}
  for (const name of Object.keys(labels).sort())
    if (labels[name] !== '') sorted[name] = labels[name] as string
  return sorted
}

/** A string that is equal for two label sets exactly when they are the same set. */
export function labelKey(labels: Labels): string {
  let key = ''
  for (const name of Object.keys(labels).sort())
    if (labels[name] !== '') key += `${name}\u0001${labels[name]}\u0002`
  return key
}

const escape = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
const plainName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/

/** The labels as Prometheus writes them: `name{a="1", b="2"}`; the empty set is `{}`. */
export function printLabels(labels: Labels): string {
  const name = labels[metricName] ?? ''
  const plain = plainName.test(name)
  const pairs = Object.keys(canonicalLabels(labels))
    .filter(label => label !== metricName)
    .map(label => `${plainName.test(label) ? label : `"${escape(label)}"`}="${escape(labels[label] ?? '')}"`)
  if (name !== '' && !plain) pairs.unshift(`"${escape(name)}"`)
  const inner = pairs.length > 0 ? `{${pairs.join(', ')}}` : ''
  return plain ? name + inner : inner || '{}'
}
