import type { Variable } from '#shared/notebook/notebook.ts'
import { nameProblem } from './variableDeeds.ts'

/** A variable as it stands in its form. */
export type VariableDraft = {
  readonly name: string
  readonly kind: Variable['from']['kind']
  /** What is typed, where anything may be. */
  readonly value: string
  /** One in a line. */
  readonly list: string
  readonly source: string
  readonly selector: string
  readonly label: string
  readonly several: boolean
  readonly mayBeAll: boolean
  readonly all: string
}

export type DraftProblems = { readonly [Name in 'name' | 'list']?: string }

export function draftOf({ name, from, chosen, several, all }: Variable, source: string): VariableDraft {
  const label = from.kind === 'label' ? from : { source, selector: '', label: '' }
  return {
    name,
    kind: from.kind,
    value: chosen === 'all' ? '' : (chosen[0] ?? ''),
    list: from.kind === 'list' ? from.values.join('\n') : '',
    source: label.source,
    selector: label.selector,
    label: label.label,
    several,
    mayBeAll: all !== '',
    all: all === '' ? '.*' : all,
  }
}

const linesOf = (list: string) => [...new Set(list.split('\n').map(line => line.trim()))].filter(Boolean)

function fromOf(draft: VariableDraft): Variable['from'] {
  if (draft.kind === 'typed') return { kind: 'typed' }
  if (draft.kind === 'list') return { kind: 'list', values: linesOf(draft.list) }
  return {
    kind: 'label',
    source: draft.source,
    selector: draft.selector.trim(),
    label: draft.label.trim() || draft.name.trim(),
  }
}

/** What is chosen of what may be chosen now: as before as far as that goes, else all, else the first of a list. */
function chosenOf(was: Variable, from: Variable['from'], several: boolean, all: string): Variable['chosen'] {
  if (was.chosen === 'all' && all !== '') return 'all'
  const kept = was.chosen === 'all' ? [] : several ? was.chosen : was.chosen.slice(0, 1)
  if (kept.length > 0) return kept
  if (all !== '') return 'all'
  return from.kind === 'list' ? from.values.slice(0, 1) : []
}

/** The variable that a form holds, or what is wrong with its fields. A label's name is the variable's where it is left out. */
export function readDraft(
  was: Variable,
  draft: VariableDraft,
  others: readonly Variable[],
): { readonly variable: Variable } | { readonly problems: DraftProblems } {
  const name = draft.name.trim().replace(/^\$/, '')
  const problem = nameProblem(others, was.id, name)
  const from = fromOf({ ...draft, name })
  const empty = from.kind === 'list' && from.values.length === 0
  if (problem !== null || empty)
    return {
      problems: {
        ...(problem !== null && { name: problem }),
        ...(empty && { list: 'Write at least one value, each in a line of its own.' }),
      },
    }
  const all = draft.mayBeAll ? draft.all.trim() || '.*' : ''
  const { several, kind, value } = draft
  const typed = kind === 'typed' && !several && all === ''
  if (typed)
    return { variable: { id: was.id, name, from, several, all, chosen: value === '' ? [] : [value] } }
  return { variable: { id: was.id, name, from, several, all, chosen: chosenOf(was, from, several, all) } }
}
