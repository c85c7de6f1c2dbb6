import type { LabelLink } from '#shared/series/labelLink.ts'
import { hrefOf } from '#shared/series/labelLink.ts'

const words = /\{\{\s*([^{}:]+?)\s*(?::[^{}]*)?\}\}/g

const values: Readonly<Record<string, string>> = {
  node: 'i-0c3f9a',
  instance: '10.0.0.7:9100',
  region: 'us-east-1',
  zone: 'us-east-1b',
  app: 'license-svc',
}

/** The address that a link would have for a made-up series over the hour before `now`; null where the link is wrong. */
export function exampleOf(link: LabelLink, now: number): string | null {
  const named = [...link.template.matchAll(words)].map(([, name = '']) => name)
  const labels = Object.fromEntries(
    [link.label, ...named]
      .filter(name => !['label', 'value', 'from', 'to'].includes(name))
      .map(name => [name, values[name] ?? `some-${name}`]),
  )
  return hrefOf(link, labels, { from: now - 3_600_000, to: now })
}
