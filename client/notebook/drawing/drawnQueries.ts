import type { Query } from '#shared/ask/request.ts'
import type { Run, Step } from '#shared/notebook/notebook.ts'

/** The queries of a run as they were asked, with the legends that they have now: a name needs no new run. */
export function drawnQueries(step: Step, run: Run): readonly Query[] {
  const { request } = run.asked
  if (request.kind !== 'query') return []
  const now = step.is === 'ask' && step.request.kind === 'query' ? step.request.queries : []
  return request.queries.map(query => {
    const legend = now.find(({ id }) => id === query.id)?.legend ?? query.legend
    return legend === query.legend ? query : { ...query, legend }
  })
}
