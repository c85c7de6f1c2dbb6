import type { Notebook } from '#shared/notebook/notebook.ts'
import { schemaVersion, type Entry, type Operation } from '#shared/notebook/operation.ts'

type Old = Readonly<Record<string, unknown>>
type Stored = { readonly schema: number; readonly operations: readonly unknown[] }

/** From an operation of one version to that of the next; a row for each version that is no longer written. */
const raises: Readonly<Record<number, (operation: Old) => Old>> = { 1: withVariables }

/** Operations as they were written in a version, raised to the shape of today. */
export function upcastOperations(operations: readonly unknown[], schema: number): readonly Operation[] {
  let raised = operations as readonly Old[]
  for (let version = schema; version < schemaVersion; version++)
    raised = raised.map(raises[version] ?? (operation => operation))
  return raised as unknown as readonly Operation[]
}

/** A notebook as it was folded in a version, raised to the shape of today: what `create` and `insert` raise is raised in it. */
export function upcastNotebook(notebook: Notebook, schema: number): Notebook {
  const { steps, ...rest } = notebook
  const [create, ...inserts] = upcastOperations(
    [{ do: 'create', notebook: rest }, ...steps.map(step => ({ do: 'insert', step, after: null }))],
    schema,
  )
  return {
    ...(create?.do === 'create' ? { ...rest, ...create.notebook } : rest),
    steps: inserts.flatMap(each => (each.do === 'insert' ? [each.step] : [])),
  }
}

/**
 * An entry as it was written, raised to the shape of today; with `upcastOperations` the only place that knows old shapes. Throws for an
 * entry that a newer version has written.
 */
export function upcast(stored: Stored): Entry {
  if (stored.schema > schemaVersion)
    throw new Error(
      `This notebook was written by another version of the program (entries of version ${stored.schema}).`,
    )
  const operations = upcastOperations(stored.operations, stored.schema)
  return { ...stored, schema: schemaVersion, operations } as unknown as Entry
}

/** Version 2 brought variables, legends, and more ways to draw. */
function withVariables(operation: Old): Old {
  switch (operation['do']) {
    case 'create':
      return { ...operation, notebook: { variables: [], ...(operation['notebook'] as Old) } }
    case 'insert':
      return { ...operation, step: stepWithLegends(operation['step'] as Old) }
    case 'insertQuery':
      return { ...operation, query: { legend: '', ...(operation['query'] as Old) } }
    case 'record': {
      const run = operation['run'] as Old
      const asked = run['asked'] as Old
      return {
        ...operation,
        run: { ...run, asked: { ...asked, request: withLegends(asked['request'] as Old) } },
      }
    }
    case 'set':
      return operation['name'] === 'drawing'
        ? { ...operation, from: drawn(operation['from']), to: drawn(operation['to']) }
        : operation
    default:
      return operation
  }
}

const drawn = (drawing: unknown) => ({ shape: 'auto', stacked: false, threshold: null, ...(drawing as Old) })

const withLegends = (request: Old): Old =>
  request['kind'] === 'query'
    ? { ...request, queries: (request['queries'] as Old[]).map(query => ({ legend: '', ...query })) }
    : request

const stepWithLegends = (step: Old): Old => ({
  ...step,
  drawing: drawn(step['drawing']),
  ...(step['is'] === 'ask' && {
    request: withLegends(step['request'] as Old),
    runs: (step['runs'] as Old[]).map(run => {
      const asked = run['asked'] as Old
      return { ...run, asked: { ...asked, request: withLegends(asked['request'] as Old) } }
    }),
  }),
})
