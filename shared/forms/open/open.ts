import { second, type Ms, type Window } from '#shared/time/window.ts'
import { printDuration } from '#shared/time/duration.ts'

/** What a step has asked of one source: the texts of its queries with nothing left to fill in, their legends, and the window of the run. */
export type Asking = {
  readonly queries: readonly { readonly text: string; readonly legend: string }[]
  readonly window: Window
  /** The step width. */
  readonly step: Ms
}

const encoded = (text: string) => encodeURIComponent(text).replace(/%20/g, '+')
const withoutSlash = (address: string) => address.replace(/\/+$/, '')

/** Whole seconds around the window, which is as fine as Prometheus’ page can say it. */
const inSeconds = ({ from, to }: Window): Window => ({
  from: Math.floor(from / second) * second,
  to: Math.ceil(to / second) * second,
})

/** `2026-11-03 14:10:00`, in UTC. */
const clock = (at: Ms) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/** A link to the page of a Prometheus, 2 or 3, or of a Thanos, with each query as a graph over the window. */
export function prometheusLink(address: string, asking: Asking): string {
  const { from, to } = inSeconds(asking.window)
  const graphs = asking.queries.map(({ text }, i) =>
    [
      `g${i}.expr=${encoded(text)}`,
      `g${i}.tab=0`,
      `g${i}.range_input=${printDuration(to - from)}`,
      `g${i}.end_input=${encoded(clock(to))}`,
    ].join('&'),
  )
  return `${withoutSlash(address)}/graph?${graphs.join('&')}`
}

/** A link to Explore of a Grafana with the queries in one pane, on the data source of that uid. */
export function grafanaLink(grafana: string, uid: string, asking: Asking): string {
  const datasource = { type: 'prometheus', uid }
  const queries = asking.queries.map(({ text, legend }, i) => ({
    refId: String.fromCharCode(65 + i),
    datasource,
    expr: text,
    legendFormat: legend === '' ? '__auto' : legend,
    range: true,
    instant: false,
    editorMode: 'code',
  }))
  const range = { from: String(asking.window.from), to: String(asking.window.to) }
  const panes = JSON.stringify({ a: { datasource: uid, queries, range } })
  return `${withoutSlash(grafana)}/explore?schemaVersion=1&panes=${encodeURIComponent(panes)}`
}

const quoted = (text: string) => `'${text.replace(/'/g, `'\\''`)}'`

/**
 * Commands that ask a Prometheus API the same, one for each query. They hold no secrets: how to sign in is not known to a screen, and has to be
 * added by hand.
 */
export const curlCommands = (api: string, asking: Asking): string =>
  asking.queries
    .map(({ text }) =>
      [
        `curl -G ${quoted(`${withoutSlash(api)}/api/v1/query_range`)}`,
        `--data-urlencode ${quoted(`query=${text}`)}`,
        `-d start=${asking.window.from / second} -d end=${asking.window.to / second} -d step=${asking.step / second}`,
      ].join(' \\\n  '),
    )
    .join('\n\n')

/** The base address of the API of a data source behind a Grafana. */
export const behindGrafana = (grafana: string, uid: string): string =>
  `${withoutSlash(grafana)}/api/datasources/proxy/uid/${encodeURIComponent(uid)}`
