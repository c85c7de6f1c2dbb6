import { type Brought, leftWhole, nothingBrought, together } from '#shared/forms/bring/brought.ts'
import { readPane } from '#shared/forms/bring/grafana/explore.ts'
import { parseJson } from '#shared/forms/bring/json/parse.ts'
import { fieldsOf } from '#shared/forms/bring/json/reach.ts'
import { readRange } from '#shared/forms/bring/times.ts'
import { type Address, baseOf, valueOf } from './address.ts'

type Reader = (address: Address, base: string, found: RegExpExecArray) => Brought

const dashboardLink: Reader = ({ query }, grafana, found) => {
  const chosen: Record<string, readonly string[]> = {}
  for (const [name, values] of query) if (name.startsWith('var-')) chosen[name.slice(4)] = values
  const panel =
    valueOf(query, 'viewPanel') ||
    valueOf(query, 'panelId') ||
    valueOf(query, 'editPanel') ||
    valueOf(query, 'fullscreenPanel')
  const [from, to] = [valueOf(query, 'from'), valueOf(query, 'to')]
  const range = from === '' && to === '' ? null : readRange(from || 'now-6h', to || 'now')
  return {
    ...nothingBrought,
    needs: [
      { grafana, uid: found[1] ?? '', panel: /^(?:panel-)?(\d+)/.exec(panel)?.[1] ?? panel, chosen, range },
    ],
    left:
      range === null && from + to !== ''
        ? [{ where: 'The window of the link', why: `“${from} to ${to}” cannot be read`, queries: 0 }]
        : [],
  }
}

/** The panes of a link, however old: `panes={…}`, or `left` and `right`, each an object or a list. */
const exploreLink: Reader = ({ query }, grafana) => {
  const parts = ['panes', 'left', 'right'].flatMap(name => {
    const text = valueOf(query, name)
    return text === '' ? [] : [{ name, parsed: parseJson(text) }]
  })
  if (parts.length === 0)
    return leftWhole('The link', 'it has no queries; copy the address while the query shows')
  return together(
    parts.flatMap(({ name, parsed }) => {
      if (!parsed.ok) return [leftWhole(`The part “${name}” of the link`, parsed.reason)]
      const panes = name === 'panes' ? Object.values(fieldsOf(parsed.value)) : [parsed.value]
      return panes.map((pane, i) => readPane(pane, panes.length > 1 ? `Pane ${i + 1}` : 'The link', grafana))
    }),
  )
}

const shortLink: Reader = ({ origin, path }, grafana) => ({
  ...nothingBrought,
  needs: [{ grafana, link: origin + path }],
})

const told =
  (why: string): Reader =>
  () =>
    leftWhole('The link', why)

const instead = 'open it and paste what the address bar shows then, or the panel’s JSON (panel menu, Inspect)'

/** The pages of Grafana that a link may lead to; the base address of Grafana is what stands before. */
const pages: readonly (readonly [path: RegExp, read: Reader])[] = [
  [/\/explore\/?$/, exploreLink],
  [/\/d(?:-solo|-embed)?\/([\w-]+)(?:\/[^/]*)*$/, dashboardLink],
  [
    /\/dashboard\/(?:script|file|db|new)(?:\/.*)?$/,
    told(`such an old link does not say which dashboard it is: ${instead}`),
  ],
  [/\/goto\/[\w-]+\/?$/, shortLink],
  [/\/dashboard\/snapshot\/.*$/, told(`a snapshot holds values and no queries: ${instead}`)],
  [/\/public-dashboards\/.*$/, told(`a public dashboard hides its queries: ${instead}`)],
  [/\/alerting\/.*$/, told('a page of an alert rule holds no query: paste the rule’s expression')],
]

/** A link of Grafana: Explore becomes steps at once, a dashboard has to be fetched. Null where it is no such link. */
export function readGrafanaLink(address: Address): Brought | null {
  for (const [path, read] of pages) {
    const found = path.exec(address.path)
    if (found) return read(address, baseOf(address, found.index), found)
  }
  return null
}
