import type { Source } from '#server/sources/source.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Asked, Query } from '#shared/ask/request.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
import { freshStep } from '#shared/notebook/fresh.ts'
import type { Notebook, Person, Step } from '#shared/notebook/notebook.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Asker } from '#server/run/answer.ts'
import { minute } from '#shared/time/window.ts'

export const someone: Person = { id: 'someone', name: 'on-call', colour: '#000' }
export const noon = Date.UTC(2026, 10, 3, 12)

/** A source that answers every query with one series of the grid's instants (minutes since noon), or as `answers` says for a text. */
export function sourceOf(
  id: string,
  answers: Readonly<Record<string, Failure | ((signal: AbortSignal) => Promise<never>)>> = {},
): Source & {
  readonly asked: {
    readonly text: string
    readonly from: number
    readonly step: number
    readonly wished: boolean
  }[]
} {
  const asked: { text: string; from: number; step: number; wished: boolean }[] = []
  return {
    id,
    title: id,
    kind: 'embedded',
    language: 'promql',
    scrape: 15_000,
    asked,
    query: async ({ text, grid, wished = false }, signal) => {
      asked.push({ text, from: grid.start, step: grid.step, wished })
      const answer = answers[text]
      if (typeof answer === 'function') return answer(signal)
      if (answer !== undefined) throw new Failed(answer)
      const values = Float64Array.from(
        { length: grid.count },
        (_, i) => (grid.start + i * grid.step - noon) / minute,
      )
      return {
        frame: { grid, series: [{ labels: { node: 'a' }, values }] },
        remarks: [{ level: 'info', message: text }],
      }
    },
    series: async () => ({ series: [], more: false }),
    labelNames: async () => [],
    labelValues: async () => [],
    metadata: async () => [{ metric: 'up', type: 'gauge', help: 'Is it?', unit: '' }],
    extent: async () => null,
    test: async () => ({ server: 'Stage', version: '1', metrics: 1, oldest: null, took: 1 }),
  }
}

/** Waits until it is stopped. */
export const hang = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const stop = () => reject(new Failed({ kind: 'stopped', message: 'Stopped.' }))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })

export const query = (text: string, more: Partial<Query> = {}): Query => ({
  id: 'A',
  source: 'embedded',
  language: 'promql',
  text,
  legend: '',
  removed: false,
  ...more,
})

export const askedFor = (queries: readonly Query[], against: number | null = null): Asked => ({
  request: { kind: 'query', queries, against },
  window: { from: noon, to: noon + 10 * minute },
  blip: null,
  before: null,
  step: minute,
})

export const askerOf = (sources: readonly Source[], events: readonly WorldEvent[] = []): Asker => ({
  source: id => sources.find(source => source.id === id),
  events: async () => events,
  metaOf: async source => (await source.metadata(new AbortController().signal))[0],
})

export const step = (id: string, queries: readonly Query[]): Step => ({
  ...freshStep(id, {
    is: 'ask',
    request: { kind: 'query', queries, against: null },
    runs: [],
    judgment: null,
  }),
  title: id,
})

export const notebookOf = (steps: readonly Step[], more: Partial<Notebook> = {}): Notebook => ({
  ...emptyNotebook('book'),
  range: { from: '2026-11-03 12:00', to: '2026-11-03 15:00' },
  number: 1,
  steps,
  ...more,
})
