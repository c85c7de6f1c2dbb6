import { cell } from '#client/app/cell.ts'
import { newId } from '#client/app/newId.ts'
import type { Query } from '#shared/ask/request.ts'
import type { Notebook, Variable } from '#shared/notebook/notebook.ts'
import type { Span } from '#shared/query/span.ts'
import { scan } from '#shared/query/variables/mention.ts'

/** The variable whose form is open, and whether the notebook has it already; null: none. */
export const editing = cell<{ readonly variable: Variable; readonly fresh: boolean } | null>(null)

/** Opens the form of a variable of the notebook. */
export const editVariable = (variable: Variable): void => editing.set({ variable, fresh: false })

/** Opens the form of a new variable. */
export function addVariable(notebook: Notebook, about: Partial<Variable> = {}): void {
  const from = { kind: 'label', source: notebook.source, selector: '', label: '' } as const
  const variable = { id: newId(), name: '', from, chosen: [], several: false, all: '', ...about }
  editing.set({ variable, fresh: true })
}

/** What makes the unknown variable at a place of a query one of the notebook, with what may be chosen guessed; null where there is none. */
export function offerVariable(notebook: Notebook, query: Query, span: Span): (() => void) | null {
  const mention = scan(query.text).mentions.find(({ from, to }) => from === span.from && to === span.to)
  if (!mention || mention.name.startsWith('__')) return null
  if (notebook.variables.some(({ name }) => name === mention.name)) return null
  const { name, place } = mention
  if (place.is === 'duration')
    return () =>
      addVariable(notebook, {
        name,
        from: { kind: 'list', values: durations },
        chosen: durations.slice(0, 1),
      })
  if (place.is !== 'string' || place.operator === null)
    return () => addVariable(notebook, { name, from: { kind: 'typed' } })
  const before = query.text.slice(0, place.at)
  const label = /([\w.]+)\s*$/.exec(before)?.[1] ?? ''
  const selector = /([a-zA-Z_:][\w:]*)\s*\{[^{}]*$/.exec(before)?.[1] ?? ''
  const pattern = place.operator.endsWith('~')
  return () =>
    addVariable(notebook, {
      name,
      from: { kind: 'label', source: query.source, selector, label },
      several: pattern,
      ...(pattern && { all: '.*', chosen: 'all' }),
    })
}

const durations = ['5m', '1m', '15m', '1h']
