import { applyOperations } from '#shared/notebook/log/apply.ts'
import { stepOf, textAt } from '#shared/notebook/find.ts'
import { verdicts, type Notebook, type Person, type Step } from '#shared/notebook/notebook.ts'
import type { Operation, Refusal, TextField } from '#shared/notebook/operation.ts'
import { ana, asking, notebookOf, noting, running, splice } from './samples.ts'

/**
 * A small language in which a test is one line: statements separated by `;`, applied one after the other to a notebook without steps.
 *
 *   insert a | insert a below b | note n        type "x" at 3 in a.A | a.words | n.text | question
 *   delete 0-3 in question                      title "x" | title "old" to "x"
 *   run a r1 | fail a r1 | pin a r1 | unpin a r1      judge a lead on r1 | unjudge a
 *   move a below b | move a to top              remove a | restore a | keep a | grow b from a | query a B "up"
 */
export type Outcome =
  | { readonly ok: true; readonly notebook: Notebook }
  | { readonly ok: false; readonly refusal: Refusal; readonly notebook: Notebook }

export function play(script: string, start: Notebook = notebookOf(), by: Person = ana): Outcome {
  let notebook = start
  for (const statement of statements(script)) {
    const applied = applyOperations(notebook, [operationOf(notebook, statement)], { by, at: 5 })
    if (!applied.ok) return { ok: false, refusal: applied.refusal, notebook }
    notebook = applied.notebook
  }
  return { ok: true, notebook }
}

/** The notebook after a script that must succeed. */
export function after(script: string, start?: Notebook, by?: Person): Notebook {
  const played = play(script, start, by)
  if (!played.ok) throw new Error(`${script}: ${played.refusal.message}`)
  return played.notebook
}

/** What a script comes to: the steps on one line, or `kind: message` of the refusal. */
export function outcome(script: string, start?: Notebook): string {
  const played = play(script, start)
  return played.ok ? show(played.notebook) : `${played.refusal.kind}: ${played.refusal.message}`
}

/** `a[up]! b(words)lead -c-`: query texts in brackets, words in parentheses, the verdict, removed steps struck out. */
export const show = (notebook: Notebook): string => notebook.steps.map(showStep).join(' ')

function showStep(step: Step): string {
  const queries = step.is === 'ask' && step.request.kind === 'query' ? step.request.queries : []
  const texts = queries.map(query => query.text).filter(Boolean)
  const asked = texts.length > 0 ? `[${texts.join('|')}]` : ''
  const words = step.is === 'ask' ? step.words : step.text
  const said = words ? `(${words})` : ''
  const verdict = step.is === 'ask' && step.judgment ? `:${step.judgment.verdict}` : ''
  const shown = `${step.id}${asked}${said}${verdict}`
  return step.removed ? `-${shown}-` : shown
}

export const statements = (script: string): readonly string[] =>
  script
    .split(';')
    .map(statement => statement.trim())
    .filter(Boolean)

const text = (quoted: string) => JSON.parse(quoted) as string

function fieldOf(place: string): TextField {
  if (place === 'question' || place === 'conclusion') return { of: 'notebook', name: place }
  const [step = '', name = ''] = place.split('.')
  return name === 'words' || name === 'text' ? { of: name, step } : { of: 'query', step, query: name }
}

type Rule = readonly [RegExp, (notebook: Notebook, ...parts: readonly string[]) => Operation]

const rules: readonly Rule[] = [
  [
    /^insert (\w+)(?: below (\w+))?$/,
    (notebook, id = '', below) => ({ do: 'insert', step: asking(id), after: below ?? lastOf(notebook) }),
  ],
  [/^note (\w+)$/, (notebook, id = '') => ({ do: 'insert', step: noting(id), after: lastOf(notebook) })],
  [
    /^grow (\w+) from (\w+)$/,
    (notebook, id = '', step = '') => ({
      do: 'insert',
      step: asking(id, '', { grewFrom: { step, act: { kind: 'copy' } } }),
      after: lastOf(notebook),
    }),
  ],
  [
    /^type (".*") at (\d+) in (\S+)$/,
    (notebook, words = '', at = '', place = '') => {
      const length = (textAt(notebook, fieldOf(place)) ?? '').length
      return {
        do: 'edit',
        text: fieldOf(place),
        edit: splice(Math.max(length, Number(at)), Number(at), Number(at), text(words)),
      }
    },
  ],
  [
    /^delete (\d+)-(\d+) in (\S+)$/,
    (notebook, from = '', to = '', place = '') => {
      const length = (textAt(notebook, fieldOf(place)) ?? '').length
      return {
        do: 'edit',
        text: fieldOf(place),
        edit: splice(Math.max(length, Number(to)), Number(from), Number(to), ''),
      }
    },
  ],
  [
    /^title (?:(".*") to )?(".*")$/,
    (notebook, from, to = '') => ({
      do: 'set',
      of: 'notebook',
      name: 'title',
      from: from ? text(from) : notebook.title,
      to: text(to),
    }),
  ],
  [/^run (\w+) (\w+)$/, (_, step = '', id = '') => ({ do: 'record', step, run: running(id) })],
  [
    /^fail (\w+) (\w+)$/,
    (_, step = '', id = '') => ({
      do: 'record',
      step,
      run: running(id, { failure: { kind: 'timeout', message: 'too late' } }),
    }),
  ],
  [/^(un)?pin (\w+) (\w+)$/, (_, un, step = '', run = '') => ({ do: 'pin', step, run, pinned: !un })],
  [
    /^judge (\w+) (\w+) on (\w+)$/,
    (notebook, step = '', word = '', on = '') => ({
      do: 'judge',
      step,
      from: judgmentAt(notebook, step),
      to: {
        verdict: verdicts.find(verdict => verdict === word) ?? 'saw',
        confidence: 'fairly',
        on,
        happened: null,
      },
    }),
  ],
  [
    /^unjudge (\w+)$/,
    (notebook, step = '') => ({ do: 'judge', step, from: judgmentAt(notebook, step), to: null }),
  ],
  [/^move (\w+) below (\w+)$/, (_, step = '', to = '') => ({ do: 'move', step, from: null, to })],
  [/^move (\w+) to top$/, (_, step = '') => ({ do: 'move', step, from: null, to: null })],
  [
    /^remove (\w+)$/,
    (_, step = '') => ({ do: 'set', of: 'step', step, name: 'removed', from: false, to: true }),
  ],
  [
    /^restore (\w+)$/,
    (_, step = '') => ({ do: 'set', of: 'step', step, name: 'removed', from: true, to: false }),
  ],
  [/^keep (\w+)$/, (_, step = '') => ({ do: 'set', of: 'step', step, name: 'kept', from: false, to: true })],
  [
    /^query (\w+) (\w+) (".*")$/,
    (_, step = '', id = '', words = '') => ({
      do: 'insertQuery',
      step,
      query: { id, source: 'embedded', language: 'promql', text: text(words), legend: '', removed: false },
    }),
  ],
]

const lastOf = (notebook: Notebook) => notebook.steps.at(-1)?.id ?? null

const judgmentAt = (notebook: Notebook, id: string) => {
  const step = stepOf(notebook, id)
  return step?.is === 'ask' ? step.judgment : null
}

/** The operation that a statement stands for in a notebook. */
export function operationOf(notebook: Notebook, statement: string): Operation {
  for (const [pattern, make] of rules) {
    const found = pattern.exec(statement)
    if (found) return make(notebook, ...(found.slice(1) as string[]))
  }
  throw new Error(`Not a statement: ${statement}`)
}
