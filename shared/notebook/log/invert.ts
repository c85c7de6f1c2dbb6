import type { Operation } from '#shared/notebook/operation.ts'
import { aboveOf, stepField, stepOf, queryOf, textAt } from '#shared/notebook/find.ts'
import type { Notebook, Step } from '#shared/notebook/notebook.ts'
import { stamped, type Stamp } from './alterStep.ts'
import { applyOperations } from './apply.ts'
import { same } from './same.ts'
import { changeOf, documentOf, editOf } from './text.ts'

/**
 * The operations that undo others: `before` is the state that those were applied to. What cannot be undone (a run that has ended, the making of
 * the notebook) and what changed nothing has no inverse. An inserted step or query is marked removed, not taken away.
 */
export function invert(
  before: Notebook,
  operations: readonly Operation[],
  stamp: Stamp,
): readonly Operation[] {
  const inverses: Operation[] = []
  let state = before
  for (const operation of operations) {
    const inverse = invertOne(state, operation, stamp)
    if (inverse) inverses.unshift(inverse)
    const next = applyOperations(state, [operation], stamp)
    if (!next.ok) return inverses
    state = next.notebook
  }
  return inverses
}

function invertOne(before: Notebook, operation: Operation, stamp: Stamp): Operation | null {
  switch (operation.do) {
    case 'create':
    case 'record':
      return null
    case 'edit': {
      const text = textAt(before, operation.text)
      if (text === null) return null
      return { ...operation, edit: editOf(changeOf(operation.edit).invert(documentOf(text))) }
    }
    case 'set': {
      const now = valueAt(before, operation)
      return same(now, operation.to) ? null : ({ ...operation, from: operation.to, to: now } as Operation)
    }
    case 'insert':
      return { do: 'set', of: 'step', step: operation.step.id, name: 'removed', from: false, to: true }
    case 'insertQuery': {
      const { step, query } = operation
      return { do: 'set', of: 'query', step, query: query.id, name: 'removed', from: query.removed, to: true }
    }
    case 'move': {
      const above = aboveOf(before, operation.step)
      return above === operation.to
        ? null
        : { do: 'move', step: operation.step, from: operation.to, to: above }
    }
    case 'judge': {
      const judgment = judgmentOf(stepOf(before, operation.step))
      const to = judgment && {
        verdict: judgment.verdict,
        confidence: judgment.confidence,
        on: judgment.on,
        happened: judgment.happened,
      }
      return { ...operation, from: operation.to && stamped(operation.to, stamp), to }
    }
    case 'pin': {
      const step = stepOf(before, operation.step)
      const run = step?.is === 'ask' ? step.runs.find(({ id }) => id === operation.run) : undefined
      return !run || run.pinned === operation.pinned ? null : { ...operation, pinned: run.pinned }
    }
  }
}

const judgmentOf = (step: Step | undefined) => (step?.is === 'ask' ? step.judgment : null)

function valueAt(notebook: Notebook, operation: Extract<Operation, { do: 'set' }>): unknown {
  if (operation.of === 'notebook') return notebook[operation.name]
  const step = stepOf(notebook, operation.step)
  if (!step) return undefined
  return operation.of === 'query'
    ? queryOf(step, operation.query)?.[operation.name]
    : stepField(step, operation.name)
}
