import type { Query } from '#shared/ask/request.ts'
import { fillLegend } from '#shared/notebook/filling.ts'
import type { Run, Step } from '#shared/notebook/notebook.ts'

/** The queries of a run as they were asked, with the legends that they have now: a name needs no new run. */
export function drawnQueries(step: Step, run: Run): readonly Query[] {
  const { request } = run.asked
  if (request.kind !== 'query') return []
  const now = step.is === 'ask' && step.request.kind === 'query' ? step.request.queries : []
  return request.queries.map(query => {
    const written = now.find(({ id }) => id === query.id)?.legend ?? query.legend
    const legend = fillLegend(written, run.asked.filled?.values ?? {})
    return legend === query.legend ? query : { ...query, legend }
  })
}
