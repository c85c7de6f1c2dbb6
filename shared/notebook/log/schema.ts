import { z } from 'zod'
import { limits } from './limits.ts'
import {
  confidences,
  verdicts,
  type Judgment,
  type Person,
  type Run,
  type Step,
} from '#shared/notebook/notebook.ts'
import { graphUnits } from '#shared/ask/drawing.ts'
import type { Edit, Operation } from '#shared/notebook/operation.ts'
import {
  id,
  labels,
  matcher,
  type Matches,
  ms,
  name,
  person,
  query,
  request,
  run,
  text,
  values,
  window,
} from './requestSchema.ts'

/**
 * What a door lets in: operations by shape and size. They equal the types of operation.ts, which the compiler checks below; what an operation
 * means against the notebook it is for is for `apply` to judge. For the server and tests only: zod stays out of the browser.
 */
const title = z.string().max(limits.title)
const range = z.strictObject({ from: z.string().max(100), to: z.string().max(100) })
const before = z.union([window, z.enum(['day', 'week'])]).nullable()
const tags = z.array(z.string().min(1).max(limits.tag)).max(limits.tags)
const followUps = z
  .array(z.strictObject({ id, text: z.string().max(limits.followUp), done: z.boolean() }))
  .max(limits.followUps)
const marks = z.array(z.strictObject({ id, window, text: z.string().max(limits.mark) })).max(limits.marks)
const status = z.enum(['open', 'concluded'])

const variables = z
  .array(
    z.strictObject({
      id,
      name: z
        .string()
        .regex(/^(?!__)[a-zA-Z_]\w*$/)
        .max(limits.name),
      from: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('typed') }),
        z.strictObject({ kind: z.literal('list'), values }),
        z.strictObject({ kind: z.literal('label'), source: name, selector: text, label: id }),
      ]),
      chosen: z.union([values, z.literal('all')]),
      several: z.boolean(),
      all: z.string().max(limits.title),
    }),
  )
  .max(limits.variables)

const drawing = z.strictObject({
  shape: z.enum(['auto', 'lines', 'heatmap']),
  scale: z.enum(['linear', 'log']),
  base: z.enum(['zero', 'auto']),
  unit: z.enum(graphUnits),
  crowd: z.enum(['crowd', 'lines']),
  stacked: z.boolean(),
  threshold: z.number().nullable(),
})

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['split', 'unsplit']), label: id }),
  z.strictObject({ kind: z.enum(['filter', 'exclude']), labels }),
  z.strictObject({ kind: z.literal('zoom'), window }),
  z.strictObject({ kind: z.literal('compare'), against: ms }),
  z.strictObject({ kind: z.literal('combine'), with: id }),
  z.strictObject({ kind: z.literal('copy') }),
  z.strictObject({ kind: z.literal('follow') }),
])

const verdicted = {
  verdict: z.enum(verdicts),
  confidence: z.enum(confidences),
  on: id,
  happened: ms.nullable(),
}
const judgment = z.strictObject({ ...verdicted, by: person, at: ms })

const common = {
  id,
  title,
  grewFrom: z.strictObject({ step: id, act }).nullable(),
  range: range.nullable(),
  drawing,
  marks,
  folded: z.boolean(),
  kept: z.boolean(),
  removed: z.boolean(),
  words: text,
}
const step = z.discriminatedUnion('is', [
  z.strictObject({
    ...common,
    is: z.literal('ask'),
    request,
    runs: z.array(run),
    judgment: judgment.nullable(),
  }),
  z.strictObject({ ...common, is: z.literal('note'), text }),
  z.strictObject({ ...common, is: z.literal('message'), text, author: name, said: ms.nullable() }),
])

const notebookFields = {
  title,
  status,
  range,
  blip: window.nullable(),
  before,
  source: name,
  variables,
  tags,
  followUps,
}
const stepFields = {
  title,
  range: range.nullable(),
  drawing,
  marks,
  folded: z.boolean(),
  kept: z.boolean(),
  removed: z.boolean(),
  against: ms.nullable(),
  where: z.array(matcher).max(limits.matchers),
  author: name,
  said: ms.nullable(),
}
const queryFields = { source: name, legend: z.string().max(limits.legend), removed: z.boolean() }

const setOf = <Name extends string, Value extends z.ZodType, Place extends z.ZodRawShape>(
  field: Name,
  value: Value,
  place: Place,
) => z.strictObject({ do: z.literal('set'), ...place, name: z.literal(field), from: value, to: value })
const inNotebook = { of: z.literal('notebook') }
const inStep = { of: z.literal('step'), step: id }
const inQuery = { of: z.literal('query'), step: id, query: id }

const set = z.union([
  setOf('title', notebookFields.title, inNotebook),
  setOf('status', notebookFields.status, inNotebook),
  setOf('range', notebookFields.range, inNotebook),
  setOf('blip', notebookFields.blip, inNotebook),
  setOf('before', notebookFields.before, inNotebook),
  setOf('source', notebookFields.source, inNotebook),
  setOf('variables', notebookFields.variables, inNotebook),
  setOf('tags', notebookFields.tags, inNotebook),
  setOf('followUps', notebookFields.followUps, inNotebook),
  setOf('title', stepFields.title, inStep),
  setOf('range', stepFields.range, inStep),
  setOf('drawing', stepFields.drawing, inStep),
  setOf('marks', stepFields.marks, inStep),
  setOf('folded', stepFields.folded, inStep),
  setOf('kept', stepFields.kept, inStep),
  setOf('removed', stepFields.removed, inStep),
  setOf('against', stepFields.against, inStep),
  setOf('where', stepFields.where, inStep),
  setOf('author', stepFields.author, inStep),
  setOf('said', stepFields.said, inStep),
  setOf('source', queryFields.source, inQuery),
  setOf('legend', queryFields.legend, inQuery),
  setOf('removed', queryFields.removed, inQuery),
])

const textField = z.union([
  z.strictObject({ of: z.literal('notebook'), name: z.enum(['question', 'conclusion']) }),
  z.strictObject({ of: z.literal('query'), step: id, query: id }),
  z.strictObject({ of: z.enum(['words', 'text']), step: id }),
])
const edit = z
  .array(z.union([z.int().min(1), z.tuple([z.int().min(0)], z.string().max(limits.text))]))
  .max(10_000)

export const operationSchema = z.union([
  z.strictObject({ do: z.literal('create'), notebook: z.strictObject(notebookFields) }),
  z.strictObject({ do: z.literal('edit'), text: textField, edit }),
  set,
  z.strictObject({ do: z.literal('insert'), step, after: id.nullable() }),
  z.strictObject({ do: z.literal('insertQuery'), step: id, query }),
  z.strictObject({ do: z.literal('move'), step: id, from: id.nullable(), to: id.nullable() }),
  z.strictObject({
    do: z.literal('judge'),
    step: id,
    from: judgment.nullable(),
    to: z.strictObject(verdicted).nullable(),
  }),
  z.strictObject({ do: z.literal('pin'), step: id, run: id, pinned: z.boolean() }),
  z.strictObject({ do: z.literal('record'), step: id, run }),
])

/** An entry on its way to the ledger (`Draft` of shared/live). */
export const draftSchema = z.strictObject({
  id: z
    .string()
    .max(limits.name)
    .regex(/^[^:\s]+:\d+$/),
  base: z.int().min(0),
  by: person,
  operations: z.array(operationSchema).min(1).max(limits.operations),
})

export const personSchema = person

true satisfies Matches<typeof operationSchema, Operation>
true satisfies Matches<typeof step, Step>
true satisfies Matches<typeof judgment, Judgment>
true satisfies Matches<typeof run, Run>
true satisfies Matches<typeof person, Person>
true satisfies Matches<typeof edit, Edit>

/** What is wrong with a value that a schema refused, in words for whoever sent it: the first trouble and where it is. */
export function troubleOf(error: z.ZodError): string {
  const issue = deepest(error.issues)
  if (!issue) return 'It has not the right shape.'
  const where = issue.path.join('.')
  return `${where === '' ? 'It' : where} ${troubles[issue.code] ?? 'is not right'}.`
}

const troubles: Readonly<Record<string, string>> = {
  invalid_type: 'is missing, or of the wrong type',
  too_big: 'is too large',
  too_small: 'is too small',
  invalid_value: 'is none of the values that it may have',
  invalid_format: 'is not written as it should be',
  unrecognized_keys: 'has fields that are not known',
  invalid_union: 'is nothing that is known here',
}

type Issue = z.core.$ZodIssue

/** By these the branches of a union are told apart. */
const tellers: ReadonlySet<PropertyKey | undefined> = new Set(['do', 'of', 'name', 'kind', 'is'])

/** Of a union, the branch that was meant: it has no wrong teller; else the one that got furthest. */
function deepest(issues: readonly Issue[]): Issue | undefined {
  const [first] = issues
  if (first?.code !== 'invalid_union') return first
  const meant = first.errors.filter(isMeant)
  const inner = (meant.length > 0 ? meant : first.errors).map(deepest).filter(issue => issue !== undefined)
  const best = inner.toSorted((a, b) => b.path.length - a.path.length)[0]
  return best && (best.path.length > 0 || meant.length === 1)
    ? { ...best, path: [...first.path, ...best.path] }
    : first
}

const isMeant = (branch: readonly Issue[]): boolean =>
  !branch.some(issue =>
    issue.code === 'invalid_union' && issue.path.length === 0
      ? issue.errors.length > 0 && !issue.errors.some(isMeant)
      : issue.code === 'invalid_value' && issue.path.length === 1 && tellers.has(issue.path[0]),
  )
