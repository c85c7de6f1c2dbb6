import { grafanaDashboard, grafanaLink } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import {
  type Brought,
  type DashboardNeed,
  leftWhole,
  type Need,
  together,
} from '#shared/forms/bring/brought.ts'
import { readDashboard } from '#shared/forms/bring/grafana/dashboard.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { sameAddress } from './matchSource.ts'

/** What was brought with everything it led to. `connect`: the address of a Grafana that is not among the sources and would have been asked. */
export type Fetched = { readonly brought: Brought; readonly connect: string | null }

const whereOf = (need: Need) =>
  'link' in need
    ? 'The short link'
    : need.panel === ''
      ? 'The dashboard'
      : `Panel ${need.panel} of the dashboard`

async function fetchDashboard(source: string, need: DashboardNeed, signal: AbortSignal): Promise<Brought> {
  const { dashboard } = await grafanaDashboard(source, need.uid, { signal })
  return readDashboard(dashboard, need) ?? leftWhole(whereOf(need), 'what Grafana answered is no dashboard')
}

/** Fetches the dashboards and short links that a paste leads to, through a source that goes by the same Grafana. */
export async function fetchNeeds(
  brought: Brought,
  sources: readonly SourceSummary[],
  signal: AbortSignal,
): Promise<Fetched> {
  let connect: string | null = null
  const one = async (need: Need, lengthened = false): Promise<Brought> => {
    const source = sources.find(each => each.grafana && sameAddress(each.grafana.address, need.grafana))
    if (!source) {
      connect ??= need.grafana
      const why = `it is kept by ${need.grafana}, which is not connected here. Connect it, or paste the panel’s JSON (panel menu, Inspect)`
      return leftWhole(whereOf(need), why)
    }
    try {
      if (!('link' in need)) return await fetchDashboard(source.id, need, signal)
      const long = readBrought(await grafanaLink(source.id, need.link, { signal }))
      if (long === null || lengthened) return leftWhole(whereOf(need), 'it leads to no query')
      return together([
        { ...long, needs: [] },
        ...(await Promise.all(long.needs.map(each => one(each, true)))),
      ])
    } catch (thrown) {
      if (signal.aborted) throw thrown
      return leftWhole(whereOf(need), wordsOf(thrown))
    }
  }
  const fetched = await Promise.all(brought.needs.map(need => one(need)))
  const held = { ...brought, needs: [] }
  const isBare = held.steps.length + held.left.length + held.variables.length === 0
  return { brought: together(isBare && fetched.length > 0 ? fetched : [held, ...fetched]), connect }
}
