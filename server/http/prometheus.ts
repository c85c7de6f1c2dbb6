import express, { type Request, type Response, type Router } from 'express'
import type { Samples } from '#server/samples/samples.ts'
import { annotationsOf, ApiError, apiErrorOf } from './prometheus/errors.ts'
import { importBody } from './prometheus/import.ts'
import {
  durationIn,
  gridIn,
  instantIn,
  limitIn,
  parametersOf,
  selectorsIn,
  windowIn,
  type Parameters,
} from './prometheus/input.ts'
import { instantJson, matrixJson } from './prometheus/json.ts'

type Asked = { readonly parameters: Parameters; readonly signal: AbortSignal; readonly request: Request }

/** The `data` of an answer: as a value, or as pieces of JSON; `notes` are the lists beside it. */
type Answer = { readonly notes?: Readonly<Record<string, unknown>> } & (
  { readonly data: unknown } | { readonly json: Iterable<string> }
)

export type PrometheusOptions = {
  /** Bytes that one import may have. */
  readonly largest: number
}

const truncated = { warnings: ['results truncated due to limit'] }

/** The store as any client of Prometheus knows it: its HTTP API, version 1, to be put under `/prometheus`. */
export function prometheusRoutes(samples: Samples, { largest }: PrometheusOptions): Router {
  const router = express.Router()
  const form = express.urlencoded({ extended: false, limit: '4mb' })

  const limited = async <Item>(
    limit: number,
    ask: (limit: number) => Promise<readonly Item[]>,
  ): Promise<Answer> => {
    const found = await ask(limit > 0 ? limit + 1 : 0)
    return limit > 0 && found.length > limit
      ? { data: found.slice(0, limit), notes: truncated }
      : { data: found }
  }

  const query = async ({ parameters, signal }: Asked): Promise<Answer> => {
    const text = parameters.one('query')
    const at = instantIn(parameters, 'time') ?? Date.now()
    const limit = limitIn(parameters)
    const { result, remarks } = await samples.instant(text, at, signal)
    const cut = result.type === 'vector' && limit > 0 && result.samples.length > limit
    const shown = cut ? { ...result, samples: result.samples.slice(0, limit) } : result
    return { json: instantJson(shown, at), notes: { ...annotationsOf(remarks, text), ...(cut && truncated) } }
  }

  const queryRange = async ({ parameters, signal }: Asked): Promise<Answer> => {
    const text = parameters.one('query')
    const limit = limitIn(parameters)
    const { frame, remarks } = await samples.query(text, gridIn(parameters), signal)
    const cut = limit > 0 && frame.series.length > limit
    const shown = cut ? { ...frame, series: frame.series.slice(0, limit) } : frame
    return { json: matrixJson(shown), notes: { ...annotationsOf(remarks, text), ...(cut && truncated) } }
  }

  const series = async ({ parameters, signal }: Asked): Promise<Answer> => {
    const selectors = selectorsIn(parameters)
    if (selectors.length === 0) throw new ApiError('bad_data', 'no match[] parameter provided')
    const found = await samples.series(selectors, windowIn(parameters), limitIn(parameters), signal)
    return { data: found.series, ...(found.more && { notes: truncated }) }
  }

  const labels = ({ parameters, signal }: Asked): Promise<Answer> =>
    limited(limitIn(parameters), () =>
      samples.labelNames(selectorsIn(parameters), windowIn(parameters), signal),
    )

  const values = ({ parameters, signal, request }: Asked): Promise<Answer> => {
    const name = String(request.params['name'])
    return limited(limitIn(parameters), limit =>
      samples.labelValues(name, selectorsIn(parameters), windowIn(parameters), limit, signal),
    )
  }

  const metadata = async ({ parameters, signal }: Asked): Promise<Answer> => {
    const only = parameters.one('metric')
    const limit = limitIn(parameters) || Infinity
    const known = (await samples.metadata(signal)).filter(({ metric }) => only === '' || metric === only)
    const rows = known
      .slice(0, limit)
      .map(({ metric, type, help, unit }) => [metric, [{ type, help, unit }]] as const)
    return { data: Object.fromEntries(rows) }
  }

  const buildinfo = async (): Promise<Answer> => ({
    data: { version: '3.5.0', revision: 'blipbook', branch: '', buildUser: '', buildDate: '', goVersion: '' },
  })

  const bring = async ({ request }: Asked): Promise<Answer> => {
    const { samples: count, series: of, window } = await importBody(request, samples, largest)
    return {
      data: {
        samples: count,
        series: of,
        window: window && { from: window.from / 1000, to: window.to / 1000 },
      },
    }
  }

  const table: readonly [
    methods: readonly ('get' | 'post')[],
    path: string,
    call: (asked: Asked) => Promise<Answer>,
  ][] = [
    [['get', 'post'], '/query', query],
    [['get', 'post'], '/query_range', queryRange],
    [['get', 'post'], '/series', series],
    [['get', 'post'], '/labels', labels],
    [['get'], '/label/:name/values', values],
    [['get'], '/metadata', metadata],
    [['get'], '/status/buildinfo', buildinfo],
  ]
  for (const [methods, path, call] of table)
    for (const method of methods) router[method](`/api/v1${path}`, form, answering(call))
  router.post('/api/v1/import', answering(bring))
  router.use(answering(() => Promise.reject(new ApiError('not_found', 'no such address'))))
  return router
}

/** Answers by `call`, in Prometheus' shape, errors too; bugs go on to whoever is next. The call ends when the asker leaves, or by `timeout`. */
function answering(call: (asked: Asked) => Promise<Answer>) {
  return async (request: Request, response: Response): Promise<void> => {
    const parameters = parametersOf(request)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    let timeout: AbortSignal | undefined
    try {
      if (parameters.one('timeout') !== '') timeout = AbortSignal.timeout(durationIn(parameters, 'timeout'))
      const signal = timeout ? AbortSignal.any([gone.signal, timeout]) : gone.signal
      const answer = await call({ parameters, signal, request })
      response.type('application/json')
      await write(response, answer)
    } catch (error) {
      const late = timeout?.aborted
        ? new ApiError('timeout', 'query timed out in expression evaluation')
        : null
      const known = apiErrorOf(error, parameters.one('query'))
      if (!known || response.headersSent) throw error
      const said = known.type === 'canceled' && late ? late : known
      response.status(said.status).json(said.body)
    }
  }
}

const pieceLength = 1 << 16

async function write(response: Response, answer: Answer) {
  let text = '{"status":"success","data":'
  for (const piece of 'json' in answer ? answer.json : [JSON.stringify(answer.data)]) {
    text += piece
    if (text.length < pieceLength) continue
    if (!response.write(text)) await drained(response)
    if (response.closed) return
    text = ''
  }
  for (const [name, note] of Object.entries(answer.notes ?? {})) text += `,"${name}":${JSON.stringify(note)}`
  response.end(`${text}}`)
}

/** Once there is room again, or nobody left to write to. */
const drained = (response: Response) =>
  new Promise<void>(resolve => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    if (response.closed) return resolve()
    response.on('drain', done).on('close', done)
  })
