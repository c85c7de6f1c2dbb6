import { freshStep } from '#shared/notebook/fresh.ts'
import type { Person } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { plainConnection, type SourceSummary } from '#shared/wire/wire.ts'

const by: Person = { id: 'bench', name: 'bench', colour: '#5c6370' }

async function post<Answer>(address: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as Answer
}

/** Connects a source and makes a notebook of so many steps that look at its last half hour, each run once. Answers its id. */
export async function makeLiveNotebook(address: string, source: string, steps: number): Promise<string> {
  const draft = { ...plainConnection, title: 'Production', kind: 'prometheus', address: source }
  const { source: added } = await post<{ source: SourceSummary }>(address, '/api/sources', draft)
  const create: Operation = {
    do: 'create',
    notebook: {
      title: 'While it is going on',
      status: 'open',
      range: { from: 'now-30m', to: 'now' },
      blip: null,
      before: null,
      source: added.id,
      variables: [],
      tags: [],
      followUps: [],
    },
  }
  const insert = (i: number): Operation => ({
    do: 'insert',
    step: {
      ...freshStep(`step${i}`, {
        is: 'ask',
        request: {
          kind: 'query',
          queries: [
            {
              id: 'A',
              source: added.id,
              language: 'promql',
              text: `${i + 1} * retries`,
              legend: '',
              removed: false,
            },
          ],
          against: null,
        },
        runs: [],
        judgment: null,
      }),
      title: `Retries, ${i + 1} times`,
      kept: true,
    },
    after: i === 0 ? null : `step${i - 1}`,
  })
  const operations = [create, ...Array.from({ length: steps }, (_, i) => insert(i))]
  const { id } = await post<{ id: string }>(address, '/api/notebooks', { by, operations })
  await post(address, `/api/notebooks/${id}/run`, { by, steps: [] })
  return id
}
