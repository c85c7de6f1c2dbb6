import type { SourceHint } from '#shared/forms/bring/brought.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'

/** The source that a hint means; `instead`: what it was called there, where none is known here and the notebook's own is taken. */
export type Matched = { readonly id: string; readonly instead: string | null }

const plain = (address: string) => address.trim().toLowerCase().replace(/\/+$/, '')

/** True where two addresses lead to the same place. */
export const sameAddress = (a: string, b: string): boolean => plain(a) === plain(b)

const originOf = (address: string) => /^https?:\/\/[^/]+/.exec(plain(address))?.[0] ?? ''

type Fits = (source: SourceSummary, hint: SourceHint) => boolean

const named: Fits = ({ title }, { name, uid }) =>
  [name, uid].some(each => each !== '' && each.toLowerCase() === title.trim().toLowerCase())

/** The default data source of a Grafana is not said by name: any that is asked through that Grafana is nearer than all others. */
const byDefault: Fits = ({ grafana }, hint) =>
  grafana !== null &&
  hint.uid === '' &&
  hint.name === '' &&
  hint.grafana !== '' &&
  sameAddress(grafana.address, hint.grafana)

/** The ways to know a source again, the surest first. */
const ways: readonly Fits[] = [
  ({ grafana }, hint) =>
    grafana !== null &&
    hint.uid !== '' &&
    grafana.uid === hint.uid &&
    (hint.grafana === '' || sameAddress(grafana.address, hint.grafana)),
  ({ address, grafana }, hint) =>
    address !== null && grafana === null && hint.address !== '' && sameAddress(address, hint.address),
  named,
  byDefault,
  ({ address, grafana }, hint) =>
    address !== null &&
    grafana === null &&
    hint.address !== '' &&
    originOf(address) === originOf(hint.address),
]

/** Which source a pasted query is to be asked of: by uid, address or name; else the notebook's. */
export function matchSource(hint: SourceHint, sources: readonly SourceSummary[], notebooks: string): Matched {
  for (const fits of ways) {
    const found = sources.find(source => fits(source, hint))
    if (found) return { id: found.id, instead: null }
  }
  const called = hint.name || hint.uid || hint.address
  return { id: notebooks, instead: called === '' ? null : called }
}
