import { fetchDetail, fetchEvidence } from '#client/server/evidence.ts'
import { countKeptLabels, keptInDetail, keptInEvidence, type Kept } from '#shared/ask/kept.ts'
import type { Query } from '#shared/ask/request.ts'
import type { Notebook, Run } from '#shared/notebook/notebook.ts'
import { gridOver } from '#shared/time/grid.ts'
import type { Cardinality } from '#shared/wire/wire.ts'

async function keptWith(run: Run): Promise<readonly Kept[]> {
  if (!('evidence' in run.outcome)) return []
  const { evidence } = run.outcome
  const [answer, detail] = await Promise.all([
    fetchEvidence(evidence).catch(() => null),
    fetchDetail(evidence).catch(() => null),
  ])
  return [...(answer ? keptInEvidence(run.asked, answer) : []), ...(detail ? keptInDetail(detail) : [])]
}

/** What a query whose source does not answer can be split by: the labels in what was kept with its run, or with those that it was made of. */
export async function keptLabels(
  notebook: Notebook,
  run: Run,
  query: Query,
): Promise<readonly Cardinality[]> {
  const from = 'evidence' in run.outcome ? run.outcome.keptFrom : undefined
  const all = notebook.steps.flatMap(step => (step.is === 'ask' ? step.runs : []))
  const runs = from === undefined ? [run] : all.filter(({ id }) => from.includes(id))
  const kept = (await Promise.all(runs.map(keptWith))).flat()
  const grid = gridOver(run.asked.window, run.asked.step)
  return countKeptLabels(kept, query.source, query.text, grid).map(row => ({ ...row, more: false }))
}
