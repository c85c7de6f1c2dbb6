/** What answers an API, and its version; `Prometheus API` and `unknown` where it does not say. */
export type Identity = { readonly server: string; readonly version: string }

type Fields = Readonly<Record<string, string>>
type Build = { readonly data: Fields; readonly headers: Fields }

/** By what each server gives itself away, from the surest sign: its fields of build information, or a header. */
const signs: readonly (readonly [server: string, (fields: Fields, headers: Fields) => boolean])[] = [
  ['Mimir', fields => /mimir/i.test(fields['application'] ?? '')],
  ['Cortex', fields => /cortex/i.test(fields['application'] ?? '')],
  ['Blipbook', fields => fields['revision'] === 'blipbook'],
  ['VictoriaMetrics', (fields, headers) => 'x-server-hostname' in headers && !('revision' in fields)],
  ['Thanos', fields => 'goVersion' in fields && (fields['version'] ?? '').startsWith('0.')],
  ['Prometheus', fields => 'goVersion' in fields && 'revision' in fields],
]

/** Reads the answer of `status/buildinfo`; undefined where there is none. VictoriaMetrics tells there whom it stands in for, not its version. */
export function identityOf(build: Build | undefined): Identity {
  const { data: fields, headers } = build ?? { data: {}, headers: {} }
  const [server] = signs.find(([, isIt]) => isIt(fields, headers)) ?? ['Prometheus API']
  const version = (server === 'VictoriaMetrics' ? '' : (fields['version'] ?? '')).slice(0, 60)
  return { server, version: version || 'unknown' }
}

/** The version in VictoriaMetrics' own metrics; `unknown` where its build has none. */
export const victoriaVersion = (metrics: string): string =>
  /^vm_app_version\{[^}]*short_version="v?([^"]+)"/m.exec(metrics)?.[1] ?? 'unknown'
