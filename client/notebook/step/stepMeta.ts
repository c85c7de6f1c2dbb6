import type { Run, Step } from '#shared/notebook/notebook.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import type { Ms } from '#shared/time/window.ts'
import { actWords } from './actWords.ts'

/** A short length: `31 ms`, `1.4 s`, `10 s`, `2 min`. */
export function briefLength(length: Ms): string {
  if (length < 1000) return `${Math.round(length)} ms`
  if (length < 120_000) return `${Number((length / 1000).toFixed(length < 10_000 ? 1 : 0))} s`
  return length < 7_200_000 ? `${Math.round(length / 60_000)} min` : `${Math.round(length / 3_600_000)} h`
}

/** Where a step's queries are asked; with their letters where that is not the same place for all. */
function sourceNames(step: Step, sources: readonly SourceSummary[]): string {
  if (step.is !== 'ask' || step.request.kind !== 'query') return ''
  const queries = step.request.queries.filter(query => !query.removed)
  const nameOf = (id: string) => {
    const source = sources.find(one => one.id === id)
    return source?.kind === 'embedded' ? source.title.toLowerCase() : (source?.title ?? id)
  }
  return new Set(queries.map(query => query.source)).size > 1
    ? queries.map(query => `${query.id} ${nameOf(query.source)}`).join(', ')
    : nameOf(queries[0]?.source ?? '')
}

/** The quiet line in a step's head: `from 5 · embedded · step 10 s · 31 ms`; of a draft, that the next act replaces it. */
export function stepMeta(
  step: Step,
  place: { readonly parent: number | null; readonly draft: boolean },
  run: Run | undefined,
  sources: readonly SourceSummary[],
): string {
  if (step.is === 'note') return ''
  if (step.is === 'message') return 'message'
  const origin = place.parent === null ? '' : `from ${place.parent}`
  if (place.draft)
    return [
      origin,
      step.grewFrom ? actWords(step.grewFrom.act) : '',
      'the next act replaces it until you judge it',
    ]
      .filter(Boolean)
      .join(' · ')
  const what = step.request.kind === 'events' ? 'events' : sourceNames(step, sources)
  const width =
    run && run.asked.step > 0 && step.request.kind === 'query' ? `step ${briefLength(run.asked.step)}` : ''
  return [origin, what, width, run ? briefLength(run.took) : 'not run yet'].filter(Boolean).join(' · ')
}
