import { z } from 'zod'
import type { Ledger } from '#server/ledger/ledger.ts'
import type { Exporter } from '#server/publish/markdown.ts'
import type { Importer } from '#server/work/importer.ts'
import type { Store } from '#server/store/store.ts'
import type { Running } from '#server/work/running.ts'
import { verdicts, type Id, type Notebook } from '#shared/notebook/notebook.ts'
import { identifier, person } from '#server/http/bodies.ts'
import { route, type Route } from '#server/http/route.ts'
import { HttpTrouble, invalid, notFound, ofRefusal } from '#server/http/trouble.ts'

export type NotebookParts = {
  readonly ledger: Ledger
  readonly store: Pick<Store, 'notebooks'>
  readonly running: Running
  readonly importer: Importer
  readonly exporter: Exporter
  readonly newId: () => Id
}

const count = z.coerce.number().int().min(0)
const listQuery = z.object({
  q: z.string().max(300).optional(),
  tag: z.string().max(100).optional(),
  verdict: z.enum(verdicts).optional(),
  metric: z.string().max(300).optional(),
  limit: count.max(500).optional(),
  offset: count.optional(),
})

const operations = z.array(z.unknown()).min(1).max(5000)
const start = z.object({ by: person, operations })
const append = z.object({ id: z.string().max(200), base: count, by: person, operations })
const runQuestion = z.object({ by: person, steps: z.array(identifier).max(2000) })

const asked = (notebook: Notebook) =>
  notebook.steps.filter(step => step.is === 'ask' && !step.removed).map(step => step.id)

/** What is given and not undefined. */
const given = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Name in keyof Value]: Exclude<Value[Name], undefined>
  }

/** The routes under `/api/notebooks`. */
export function notebookRoutes({
  ledger,
  store,
  running,
  importer,
  exporter,
  newId,
}: NotebookParts): readonly Route[] {
  const read = async (id: string | undefined): Promise<Notebook> => {
    const notebook = id === undefined ? null : await ledger.read(id)
    if (notebook === null) throw notFound('such notebook')
    return notebook
  }

  return [
    route({
      method: 'get',
      path: '/api/notebooks',
      action: 'notebook.list',
      summary: 'The library, newest change first',
      query: listQuery,
      call: async ({ query }) => ({ json: await store.notebooks.list(given(query)) }),
    }),
    route({
      method: 'post',
      path: '/api/notebooks',
      action: 'notebook.create',
      summary: 'A new notebook from its first operations',
      body: start,
      call: async ({ body }) => {
        const id = newId()
        const appended = await ledger.append(id, { id: `${newId()}:0`, base: 0, ...body }, {})
        if (!appended.ok) throw ofRefusal(appended.refusal)
        return { status: 201, json: { id } }
      },
    }),
    route({
      method: 'post',
      path: '/api/notebooks/import',
      action: 'notebook.import',
      summary: 'A notebook from its text form; its steps are run anew',
      body: z.string('wants the text of a notebook, sent as text/markdown'),
      call: async ({ body }) => {
        const imported = await importer(body)
        if (imported.ok) return { status: 201, json: { id: imported.id, warnings: imported.warnings } }
        const [first] = imported.problems
        throw new HttpTrouble(400, {
          kind: 'invalid',
          message: first ? `Line ${first.line}: ${first.message}` : 'This is no notebook.',
          lines: imported.problems,
        })
      },
    }),
    route({
      method: 'get',
      path: '/api/notebooks/:id',
      action: 'notebook.read',
      summary: 'A notebook as it stands',
      call: async ({ params }) => ({ json: { notebook: await read(params.id) } }),
    }),
    route({
      method: 'delete',
      path: '/api/notebooks/:id',
      action: 'notebook.remove',
      summary: 'Removes a notebook for good',
      call: async ({ params }) => {
        running.stop(params.id ?? '')
        if (!(await store.notebooks.remove(params.id ?? ''))) throw notFound('such notebook')
        ledger.forget(params.id ?? '')
        return { json: {} }
      },
    }),
    route({
      method: 'get',
      path: '/api/notebooks/:id/operations',
      action: 'notebook.read',
      summary: 'The log, from a number on',
      query: z.object({ from: count.default(1), limit: count.min(1).max(5000).default(1000) }),
      call: async ({ params, query }) => {
        await read(params.id)
        return { json: { entries: await ledger.entries(params.id ?? '', query.from, query.limit) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/notebooks/:id/operations',
      action: 'notebook.write',
      summary: 'Appends operations; the same entry id again changes nothing',
      body: append,
      call: async ({ params, body }) => {
        await read(params.id)
        const appended = await ledger.append(params.id ?? '', body)
        if (!appended.ok) throw ofRefusal(appended.refusal)
        return { json: { entry: appended.entry } }
      },
    }),
    route({
      method: 'post',
      path: '/api/notebooks/:id/run',
      action: 'notebook.run',
      summary: 'Runs steps (none named: all) and records the runs; answers when all have ended',
      body: runQuestion,
      call: async ({ params, body }) => {
        const notebook = await read(params.id)
        const all = asked(notebook)
        const strange = body.steps.find(step => !all.includes(step))
        if (strange !== undefined) throw invalid('One of the steps is not there, or asks nothing.')
        return {
          json: {
            runs: await running.run(notebook.id, body.steps.length > 0 ? body.steps : all, { by: body.by }),
          },
        }
      },
    }),
    route({
      method: 'delete',
      path: '/api/notebooks/:id/run',
      action: 'notebook.run',
      summary: 'Stops the runs of a step, or of all',
      query: z.object({ step: identifier.optional() }),
      call: async ({ params, query }) => {
        running.stop(params.id ?? '', query.step)
        return { json: {} }
      },
    }),
    route({
      method: 'get',
      path: '/api/notebooks/:id/export',
      action: 'notebook.export',
      summary: 'The notebook as Markdown with pictures, fit for a ticket and for import; or as JSON',
      query: z.object({ format: z.enum(['md', 'json']).default('md') }),
      call: async ({ params, query }) => {
        const notebook = await read(params.id)
        if (query.format === 'json') return { json: { notebook } }
        const { name, text } = await exporter(notebook)
        return { type: 'text/markdown; charset=utf-8', content: text, file: name }
      },
    }),
  ]
}
