import { copyText } from '#client/app/copyText.ts'
import type { MenuRow } from '#client/app/panels/panel.ts'
import type { Asked } from '#shared/ask/request.ts'
import {
  type Asking,
  behindGrafana,
  curlCommands,
  grafanaLink,
  prometheusLink,
} from '#shared/forms/open/open.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'

/** The ways from a run to the sources that it asked: a link for each, and commands for a shell. */
export type WaysOut = {
  readonly links: readonly { readonly title: string; readonly link: string }[]
  readonly curl: string
}

const asksOf = (asked: Asked, source: string): Asking => ({
  queries:
    asked.request.kind === 'query'
      ? asked.request.queries.filter(
          query => query.source === source && !query.removed && query.text.trim() !== '',
        )
      : [],
  window: asked.window,
  step: asked.step,
})

/** Where what was asked can be seen at its sources, with variables filled in and the window of the run. `origin`: of this server. */
export function waysOut(asked: Asked, sources: readonly SourceSummary[], origin: string): WaysOut {
  const used = sources
    .map(source => ({ source, asking: asksOf(asked, source.id) }))
    .filter(({ asking }) => asking.queries.length > 0)
  const links = used.flatMap(({ source: { title, address, grafana }, asking }) => {
    const which = used.length > 1 ? `: ${title}` : ''
    if (grafana)
      return [{ title: `Open in Grafana${which}`, link: grafanaLink(grafana.address, grafana.uid, asking) }]
    return address === null
      ? []
      : [{ title: `Open in Prometheus${which}`, link: prometheusLink(address, asking) }]
  })
  const curl = used.map(({ source: { address, grafana }, asking }) => {
    const api = grafana ? behindGrafana(grafana.address, grafana.uid) : (address ?? `${origin}/prometheus`)
    return curlCommands(api, asking)
  })
  return { links, curl: curl.join('\n\n') }
}

const copy = (text: string): Promise<void> => copyText(text, 'Copied; add how to sign in, if it is needed')

/** The ways out of a step as rows of its menu, `open` to look there and `copy` to take along; none for a step that was never run. */
export function outRows(
  asked: Asked | undefined,
  sources: readonly SourceSummary[],
): { readonly open: readonly MenuRow[]; readonly copy: readonly MenuRow[] } {
  if (asked?.request.kind !== 'query') return { open: [], copy: [] }
  const { links, curl } = waysOut(asked, sources, location.origin)
  return {
    open: links.map(({ title, link }) => ({
      title,
      run: () => void window.open(link, '_blank', 'noopener'),
    })),
    copy: curl === '' ? [] : [{ title: 'Copy as curl', run: () => void copy(curl) }],
  }
}
