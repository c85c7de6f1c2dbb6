import { z } from 'zod'
import { answerOf, type Asker } from '#server/run/answer.ts'
import { filledFor, scrapeOf } from '#server/run/asked.ts'
import type { Passing } from '#server/run/passing.ts'
import type { WhyGone } from '#server/store/keep.ts'
import type { Store } from '#server/store/store.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer, encodeAnswer } from '#shared/ask/codec.ts'
import type { Variable } from '#shared/notebook/notebook.ts'
import { Failed } from '#shared/query/failure.ts'
import { gridOver, stepFor, instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import { instant, request, window } from '#server/http/bodies.ts'
import { route, type Reply, type Route } from '#server/http/route.ts'
import { HttpTrouble, notFound } from '#server/http/trouble.ts'

const binary = 'application/octet-stream'

/** An answer for people: values as numbers, `null` for a gap, times in milliseconds. */
const readable = (answer: Answer): unknown =>
  answer.kind === 'events'
    ? answer
    : {
        ...answer,
        parts: answer.parts.map(({ frame, ...part }) => ({
          ...part,
          times: Array.from({ length: frame.grid.count }, (_, i) => instantAt(frame.grid, i)),
          series: frame.series.map(({ labels, values, present }) => ({
            labels,
            values: Array.from(values, (value, i) =>
              Number.isFinite(value) ? value : present?.[i] || !Number.isNaN(value) ? String(value) : null,
            ),
          })),
        })),
      }

/** Evidence that was kept once, told apart from what never was. */
const noLongerKept = (why: WhyGone, days: number) =>
  new HttpTrouble(410, {
    kind: 'notKept',
    message: {
      age: `Not kept: nobody judged it, and ${days === 1 ? 'a day is' : `${days} days are`} over.`,
      room: 'Not kept: nobody judged it, and the room for evidence was full.',
      asked: 'Not kept: nobody judged it, and its room was wanted.',
    }[why],
    hint: 'Run it again.',
  })

const value = z.string().max(10_000)
const variables = z.record(
  z.string().regex(/^(?!__)[a-zA-Z_]\w*$/),
  z.union([value, z.array(value).max(1000)]),
)
const question = z.object({
  request,
  window,
  step: instant.positive().optional(),
  /** What `$name` stands for: a text, or a list where it may be several. */
  variables: variables.default({}),
})

const variablesOf = (given: z.output<typeof variables>): readonly Variable[] =>
  Object.entries(given).map(([name, chosen]) => ({
    id: name,
    name,
    from: { kind: 'typed' },
    chosen: typeof chosen === 'string' ? [chosen] : chosen,
    several: typeof chosen !== 'string',
    all: '',
  }))

/** The routes of evidence, kept or passing, and of a question that no notebook keeps. */
export function evidenceRoutes(
  store: Pick<Store, 'evidence'>,
  passing: Pick<Passing, 'byHash'>,
  asker: Asker,
  timeout: Ms,
  keepDays: number,
): readonly Route[] {
  const inWords = (accept: string | undefined) => (accept ?? '').includes('application/json')

  return [
    route({
      method: 'get',
      path: '/api/evidence/:hash',
      action: 'evidence.read',
      summary: 'Evidence by its hash, kept or looked at lately: a binary frame, or JSON for people',
      call: async ({ params, request: asked }): Promise<Reply> => {
        const hash = params.hash ?? ''
        const { accept, 'accept-encoding': packings = '' } = asked.headers
        const packed = !inWords(accept) && /\bgzip\b/.test(String(packings))
        const bytes = await (packed ? store.evidence.gzipped(hash) : store.evidence.get(hash))
        const passed = bytes === null ? passing.byHash(hash) : null
        if (passed !== null)
          return inWords(accept)
            ? { json: readable(decodeAnswer(passed)) }
            : { type: binary, content: passed }
        const why = bytes === null ? await store.evidence.whyGone(hash) : null
        if (why !== null) throw noLongerKept(why, keepDays)
        if (bytes === null) throw notFound('such evidence; what nobody judged is not kept for good')
        if (inWords(accept)) return { json: readable(decodeAnswer(bytes)) }
        return { type: binary, content: bytes, immutable: true, ...(packed && { encoding: 'gzip' }) }
      },
    }),
    route({
      method: 'get',
      path: '/api/evidence/:hash/detail',
      action: 'evidence.read',
      summary:
        'What is kept of the parts of the queries that evidence answers: a binary frame, or JSON for people; 204: nothing',
      call: async ({ params, request: asked }): Promise<Reply> => {
        const hash = await store.evidence.detailOf(params.hash ?? '')
        const bytes = hash === null ? null : await store.evidence.get(hash)
        if (bytes === null) return { status: 204, type: binary, content: '' }
        return inWords(asked.headers.accept)
          ? { json: readable(decodeAnswer(bytes)) }
          : { type: binary, content: bytes }
      },
    }),
    route({
      method: 'post',
      path: '/api/query',
      action: 'query.ask',
      summary: 'Asks once, keeping nothing',
      body: question,
      call: async ({ body, request: asked, signal }): Promise<Reply> => {
        const step = body.step ?? stepFor(body.window)
        const both = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
        const on = { window: body.window, step }
        const { inWritten, ...filled } = filledFor(
          body.request,
          variablesOf(body.variables),
          on,
          scrapeOf(asker),
        )
        const answer = await answerOf(asker, { ...filled, ...on, blip: null, before: null }, both).catch(
          (error: unknown) => {
            throw error instanceof Failed ? new Failed(inWritten(error.failure)) : error
          },
        )
        return inWords(asked.headers.accept)
          ? { json: { grid: gridOver(body.window, step), ...(readable(answer) as object) } }
          : { type: binary, content: encodeAnswer(answer) }
      },
    }),
  ]
}
