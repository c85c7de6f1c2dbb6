import type { MetricMeta } from '#shared/ask/answer.ts'
import type { Window } from '#shared/time/window.ts'
import type {
  Cardinality,
  Extent,
  GrafanaDashboard,
  GrafanaList,
  GrafanaQuestion,
  Metadata,
  SourceChange,
  SourceDraft,
  SourceSummary,
  SourceTest,
} from '#shared/wire/wire.ts'
import { getJson, pathWith, postJson, putJson, remove, type Stop } from './request.ts'

/** Which series are meant: selectors as texts (any of them may match), and the window in which they must have samples. */
type SeriesScope = { readonly match?: readonly string[]; readonly window?: Window }

const sourcePath = (source: string, rest = '') => `/api/sources/${encodeURIComponent(source)}${rest}`

const scoped = (
  source: string,
  rest: string,
  scope: SeriesScope,
  more: Readonly<Record<string, string>> = {},
) =>
  pathWith(sourcePath(source, rest), {
    ...more,
    match: scope.match,
    from: scope.window?.from,
    to: scope.window?.to,
  })

/** The data sources, the embedded one first, each with its state. */
export async function listSources(stop: Stop = {}): Promise<readonly SourceSummary[]> {
  const answer = await getJson<{ sources: readonly SourceSummary[] }>('/api/sources', stop)
  return answer.sources
}

/** Adds a source; refused where its title is taken or its address is not one. */
export async function addSource(draft: SourceDraft, stop: Stop = {}): Promise<SourceSummary> {
  const answer = await postJson<{ source: SourceSummary }>('/api/sources', draft, stop)
  return answer.source
}

/** Asks a source that is not added yet who it is. What it fails with is an answer, not an exception. */
export const testSource = (draft: SourceDraft, stop: Stop = {}): Promise<SourceTest> =>
  postJson('/api/sources/test', draft, stop)

/** The settings of an added source, with null in the place of its secrets. */
export const readSource = (id: string, stop: Stop = {}): Promise<SourceChange> =>
  getJson(sourcePath(id), stop)

/** Alters an added source; refused where kept secrets would go to another place. */
export const alterSource = (id: string, change: SourceChange, stop: Stop = {}): Promise<unknown> =>
  putJson(sourcePath(id), change, stop)

/** Asks a source of the list who it is, as it is or as a change would make it. */
export const testAgain = (id: string, change: SourceChange | null, stop: Stop = {}): Promise<SourceTest> =>
  postJson(sourcePath(id, '/test'), { change }, stop)

/** What a Grafana holds that can be asked through it. What it fails with is an answer, not an exception. */
export const listGrafana = (question: GrafanaQuestion, stop: Stop = {}): Promise<GrafanaList> =>
  postJson('/api/sources/grafana', question, stop)

/** Takes an added source out of the list. */
export const removeSource = (id: string): Promise<void> => remove(sourcePath(id))

/** Names of the labels of the series in scope, sorted. */
export async function listLabels(
  source: string,
  scope: SeriesScope,
  stop: Stop = {},
): Promise<readonly string[]> {
  const answer = await getJson<{ labels: readonly string[] }>(scoped(source, '/labels', scope), stop)
  return answer.labels
}

/** Values of one label among the series in scope, sorted, bounded by the server. */
export async function listValues(
  source: string,
  label: string,
  scope: SeriesScope,
  stop: Stop = {},
): Promise<readonly string[]> {
  const answer = await getJson<{ values: readonly string[] }>(
    scoped(source, '/values', scope, { label }),
    stop,
  )
  return answer.values
}

/** Names of metrics, sorted. */
export async function listMetrics(
  source: string,
  scope: SeriesScope,
  stop: Stop = {},
): Promise<readonly string[]> {
  const answer = await getJson<{ metrics: readonly string[] }>(scoped(source, '/metrics', scope), stop)
  return answer.metrics
}

/** What the source knows of its metrics: type, help, unit. */
export async function listMetadata(source: string, stop: Stop = {}): Promise<readonly MetricMeta[]> {
  const answer = await getJson<Metadata>(sourcePath(source, '/metadata'), stop)
  return answer.metrics
}

/** How many values each label has among the series in scope, for the split chips; bounded by the server. */
export async function countLabels(
  source: string,
  scope: SeriesScope,
  stop: Stop = {},
): Promise<readonly Cardinality[]> {
  const answer = await getJson<{ cardinality: readonly Cardinality[] }>(
    scoped(source, '/cardinality', scope),
    stop,
  )
  return answer.cardinality
}

/** Where in time there is data for the selectors; null where there is none at all. */
export async function findExtent(
  source: string,
  match: readonly string[],
  stop: Stop = {},
): Promise<Window | null> {
  const answer = await getJson<Extent>(scoped(source, '/extent', { match }), stop)
  return answer.extent
}

/**
 * A dashboard of the Grafana through which `source` is asked (its `SourceSummary.grafana` is not null), by its uid: the model as Grafana
 * keeps it, unread. Throws `ApiTrouble` with Grafana's refusal in words, or where it is larger than the server takes.
 */
export const grafanaDashboard = (source: string, uid: string, stop: Stop = {}): Promise<GrafanaDashboard> =>
  getJson(pathWith(sourcePath(source, '/grafana/dashboard'), { uid }), stop)

/** The full link that a short one of that Grafana (`…/goto/…`) stands for. Throws `ApiTrouble` where there is none. */
export async function grafanaLink(source: string, link: string, stop: Stop = {}): Promise<string> {
  const answer = await getJson<{ link: string }>(
    pathWith(sourcePath(source, '/grafana/link'), { link }),
    stop,
  )
  return answer.link
}
