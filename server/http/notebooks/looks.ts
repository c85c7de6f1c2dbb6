import { z } from 'zod'
import type { KeepLook } from '#server/run/looks.ts'
import { identifier, person } from '#server/http/bodies.ts'
import { route, type Route } from '#server/http/route.ts'
import { HttpTrouble } from '#server/http/trouble.ts'
import type { Looking } from '#server/work/looking.ts'

const lookQuestion = z.object({ step: identifier, by: person })
const keepQuestion = z.object({ run: identifier })

/** The routes by which a step is looked at without a trace, and by which what was looked at is kept. */
export function lookRoutes(looking: Looking, keepLook: KeepLook): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/notebooks/:id/look',
      action: 'notebook.run',
      summary: 'Asks a step as of now and keeps nothing: its run, whose evidence can be read for a while',
      body: lookQuestion,
      call: async ({ params, body, signal }) => ({
        json: { run: await looking.look(params.id ?? '', body.step, body.by, signal) },
      }),
    }),
    route({
      method: 'post',
      path: '/api/notebooks/:id/keep',
      action: 'notebook.run',
      summary: 'Keeps what was looked at: its evidence on disk, its run in the log',
      body: keepQuestion,
      call: async ({ params, body }) => {
        const run = await keepLook(params.id ?? '', body.run)
        if (run === null)
          throw new HttpTrouble(410, {
            kind: 'gone',
            message: 'What was looked at is not held any more.',
            hint: 'Run the step again.',
          })
        return { json: { run } }
      },
    }),
  ]
}
