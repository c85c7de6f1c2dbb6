import { metricName } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'

const plainName = /^[a-zA-Z_][a-zA-Z0-9_]*$/
const quoted = (text: string) =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`

/**
 * A selector as Prometheus reads it. One that could match every label set gets a condition that all series meet, since Prometheus
 * refuses it otherwise.
 */
export function selectorText(matchers: readonly Matcher[]): string {
  const narrow = matchers.some(one => one.op === '=' && one.value !== '')
  const all: readonly Matcher[] = narrow ? matchers : [...matchers, { name: metricName, op: '!=', value: '' }]
  const parts = all.map(
    one => `${plainName.test(one.name) ? one.name : quoted(one.name)}${one.op}${quoted(one.value)}`,
  )
  return `{${parts.join(',')}}`
}
