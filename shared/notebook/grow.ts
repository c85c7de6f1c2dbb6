import type { Query, Request } from '#shared/ask/request.ts'
import type { Language, LanguageId, Rewritten } from '#shared/query/language.ts'
import type { TimeRange } from '#shared/time/range.ts'
import type { Window } from '#shared/time/window.ts'
import { stepOf } from './find.ts'
import { grownTitle } from './grownTitle.ts'
import { plainDrawing, type Act, type Id, type Notebook, type Step } from './notebook.ts'
import type { Operation, Refusal } from './operation.ts'
import { refusal } from '#shared/notebook/log/refusal.ts'
import { isDraft, withDescendants } from './trail.ts'

/** `focus`: the new step, to be run and shown. */
export type Grown =
  | { readonly ok: true; readonly operations: readonly Operation[]; readonly focus: Id }
  | { readonly ok: false; readonly refusal: Refusal }

/** `id` of the new step. `keep` (Shift-click): a draft that grew from the same step stays, for good. */
export type GrowOptions = { readonly id: Id; readonly keep: boolean }

/**
 * What an act on a step means as operations: a new step below it that grew from it, its queries rewritten, in place of a draft that an earlier
 * act on the same step left. Refused where the step asks no queries, or where one of them cannot be rewritten (its language says why).
 */
export function grow(
  notebook: Notebook,
  languages: Readonly<Record<LanguageId, Language>>,
  stepId: Id,
  act: Act,
  options: GrowOptions,
): Grown {
  const parent = stepOf(notebook, stepId)
  if (!parent || parent.removed) return no('missing', 'The step is not there.')
  if (parent.is !== 'ask') return no('invalid', 'This can only be done to a step that asks.')
  const changed = requestAfter(notebook, languages, parent.request, act)
  if (!changed.ok) return changed
  const step: Step = {
    id: options.id,
    title: grownTitle(notebook, parent, act),
    grewFrom: { step: stepId, act },
    range: act.kind === 'zoom' ? absolute(act.window) : parent.range,
    drawing: act.kind === 'follow' ? plainDrawing : parent.drawing,
    marks: [],
    folded: false,
    kept: false,
    removed: false,
    words: '',
    is: 'ask',
    request: changed.request,
    runs: [],
    judgment: null,
  }
  const siblings = notebook.steps.filter(other => other.grewFrom?.step === stepId && isDraft(notebook, other))
  const drafts = siblings.map((draft): Operation => {
    const place = { do: 'set', of: 'step', step: draft.id, from: false, to: true } as const
    return options.keep ? { ...place, name: 'kept' } : { ...place, name: 'removed' }
  })
  const insert: Operation = { do: 'insert', step, after: lastOfSubtree(notebook, stepId) }
  return { ok: true, operations: [...drafts, insert], focus: options.id }
}

type Changed =
  { readonly ok: true; readonly request: Request } | { readonly ok: false; readonly refusal: Refusal }

function requestAfter(
  notebook: Notebook,
  languages: Readonly<Record<LanguageId, Language>>,
  request: Request,
  act: Act,
): Changed {
  if (act.kind === 'zoom' || act.kind === 'copy') return { ok: true, request: living(request) }
  if (request.kind !== 'query') return no('invalid', 'This can only be done to a step with queries.')
  const queries = request.queries.filter(query => !query.removed)
  if (act.kind === 'compare') return { ok: true, request: { ...request, queries, against: act.against } }
  if (act.kind === 'combine') return combined(notebook, { ...request, queries }, act.with)
  if (act.kind === 'follow') {
    const first = queries[0] ?? request.queries[0]
    const fresh = {
      id: 'A',
      source: first?.source ?? notebook.source,
      language: first?.language ?? 'promql',
      text: '',
      removed: false,
    }
    return { ok: true, request: { kind: 'query', queries: [fresh as Query], against: null } }
  }
  const rewritten: Query[] = []
  for (const query of queries) {
    const result = rewrite(languages[query.language], query.text, act)
    if (!result.ok) return no('invalid', queries.length > 1 ? `${query.id}: ${result.reason}` : result.reason)
    rewritten.push({ ...query, text: result.text })
  }
  return { ok: true, request: { ...request, queries: rewritten } }
}

type Rewriting = Extract<Act, { kind: 'split' | 'unsplit' | 'filter' | 'exclude' }>

function rewrite(language: Language, text: string, act: Rewriting): Rewritten {
  return 'label' in act ? language[act.kind](text, act.label) : language[act.kind](text, act.labels)
}

function combined(notebook: Notebook, request: Extract<Request, { kind: 'query' }>, otherId: Id): Changed {
  const other = stepOf(notebook, otherId)
  if (other?.is !== 'ask' || other.request.kind !== 'query')
    return no('invalid', 'Only steps with queries go on one graph.')
  const queries = [...request.queries]
  for (const query of other.request.queries) {
    if (query.removed) continue
    const id = freeLetter(queries)
    if (id === undefined) return no('invalid', 'There are too many queries for one graph.')
    queries.push({ ...query, id })
  }
  return { ok: true, request: { ...request, queries } }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The first letter that is no query's id yet; undefined when all are taken. */
export const freeLetter = (queries: readonly Query[]): string | undefined =>
  [...letters].find(letter => !queries.some(query => query.id === letter))

const living = (request: Request): Request =>
  request.kind === 'query'
    ? { ...request, queries: request.queries.filter(query => !query.removed) }
    : request

const absolute = (window: Window): TimeRange => ({
  from: new Date(window.from).toISOString(),
  to: new Date(window.to).toISOString(),
})

/** A new step stands below its parent and what has grown from that already, as long as these stand together. */
function lastOfSubtree(notebook: Notebook, id: Id): Id {
  const family = withDescendants(notebook, id)
  let index = notebook.steps.findIndex(step => step.id === id)
  while (family.has(notebook.steps[index + 1]?.id ?? '')) index++
  return notebook.steps[index]?.id ?? id
}

const no = (kind: Refusal['kind'], message: string) =>
  ({ ok: false, refusal: refusal(kind, message) }) as const
