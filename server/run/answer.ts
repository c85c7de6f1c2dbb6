import type { Answer, MetricMeta, Part } from '#shared/ask/answer.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Asked, Query, Request } from '#shared/ask/request.ts'
import { promql } from '#shared/promql/language.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Language, LanguageId } from '#shared/query/language.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { printDuration } from '#shared/time/duration.ts'
import { gridOver } from '#shared/time/grid.ts'
import { day, type Ms, type Window } from '#shared/time/window.ts'
import type { Source } from '#server/sources/source.ts'

/** What answers are made from. */
export type Asker = {
  readonly source: (id: string) => Source | undefined
  readonly events: (window: Window, where: readonly Matcher[]) => Promise<readonly WorldEvent[]>
  /** What the source of this id knows of a metric; undefined when it knows nothing or does not answer soon. */
  readonly metaOf: (source: Source, metric: string, signal: AbortSignal) => Promise<MetricMeta | undefined>
}

const languages: Readonly<Record<LanguageId, Language>> = { promql }

/** The metric that the first selector of a query names by equality. */
function metricOf(language: Language, text: string): string | undefined {
  const matchers = language.selectors(text)[0] ?? []
  return matchers.find(matcher => matcher.name === '__name__' && matcher.op === '=')?.value
}

/**
 * A source elsewhere may know words that we do not, so it decides what a good query is; where it refuses one that we find wrong too, our own
 * words are the more helpful.
 */
const inOurWords =
  (wrong: Failed | undefined) =>
  (error: unknown): never => {
    throw wrong !== undefined && error instanceof Failed && error.failure.kind === 'query' ? wrong : error
  }

type Partly = { readonly part: Part; readonly remarks: readonly Remark[] }

async function askPart(
  asker: Asker,
  asked: Asked,
  query: Query,
  shift: Ms,
  signal: AbortSignal,
): Promise<Partly> {
  const source = asker.source(query.source)
  if (source === undefined)
    throw new Failed({
      kind: 'unreachable',
      message: 'The source of this query is not connected here any more.',
      source: query.source,
      hint: 'Choose another source for the query, or connect this one again.',
    })
  const language = languages[query.language]
  const [problem] = language.problems(query.text)
  const wrong = problem && new Failed({ kind: 'query', ...problem })
  if (wrong !== undefined && source.kind === 'embedded') throw wrong
  const metric = metricOf(language, query.text)
  const grid = gridOver(asked.window, asked.step)
  const earlier = { ...grid, start: grid.start - shift }
  const [{ frame, remarks }, meta] = await Promise.all([
    source.query({ text: query.text, grid: earlier }, signal).catch(inOurWords(wrong)),
    metric === undefined ? undefined : asker.metaOf(source, metric, signal),
  ])
  return { part: { query: query.id, shift, frame: { ...frame, grid }, ...(meta && { meta }) }, remarks }
}

const timesBefore: Readonly<Record<Ms, string>> = { [day]: 'The day before', [7 * day]: 'The week before' }

/** What was said of the parts: of an earlier time that it is of that, and only what is not said of now too; nothing twice. */
function remarksOn(parts: readonly Partly[]): readonly Remark[] {
  const isNow = ({ part }: Partly) => part.shift === 0
  const now = parts.filter(isNow).flatMap(({ remarks }) => remarks)
  const isNews = (remark: Remark) =>
    remark.level === 'partial' || !now.some(({ message }) => message === remark.message)
  const before = parts
    .filter(each => !isNow(each))
    .flatMap(({ part, remarks }) => {
      const when = timesBefore[part.shift] ?? `${printDuration(part.shift)} earlier`
      return remarks.filter(isNews).map(remark => ({ ...remark, message: `${when}: ${remark.message}` }))
    })
  return [...new Map([...now, ...before].map(remark => [JSON.stringify(remark), remark])).values()]
}

/** A failure that says which query of the step it is of. */
const ofQuery =
  (query: string) =>
  (error: unknown): never => {
    throw error instanceof Failed ? new Failed({ ...error.failure, query }) : error
  }

type Answerer<Kind extends Request['kind']> = (
  asker: Asker,
  asked: Asked,
  request: Extract<Request, { kind: Kind }>,
  signal: AbortSignal,
) => Promise<Answer>

const answerers: { readonly [Kind in Request['kind']]: Answerer<Kind> } = {
  query: async (asker, asked, request, signal) => {
    const shifts = request.against === null ? [0] : [0, request.against]
    const texts = request.queries.filter(query => query.text.trim() !== '')
    const partly = await Promise.all(
      texts.flatMap(query =>
        shifts.map(shift => askPart(asker, asked, query, shift, signal).catch(ofQuery(query.id))),
      ),
    )
    return {
      kind: 'query',
      parts: partly.map(({ part }) => part),
      remarks: remarksOn(partly),
    }
  },
  events: async (asker, asked, request) => ({
    kind: 'events',
    events: await asker.events(asked.window, request.where),
    remarks: [],
  }),
}

/**
 * The answer to a question, all its queries asked at once. Throws `Failed`, which names the query where it is one query's; when one fails,
 * the others are stopped.
 */
export async function answerOf(asker: Asker, asked: Asked, signal: AbortSignal): Promise<Answer> {
  const others = new AbortController()
  const both = AbortSignal.any([signal, others.signal])
  try {
    return asked.request.kind === 'query'
      ? await answerers.query(asker, asked, asked.request, both)
      : await answerers.events(asker, asked, asked.request, both)
  } catch (error) {
    others.abort()
    throw error
  }
}

/** The same asker for a run that a person wants now: it is tried also where a source is left alone for a while. */
export const onWish = (asker: Asker): Asker => ({
  ...asker,
  source: id => {
    const source = asker.source(id)
    return (
      source && {
        ...source,
        query: (question, signal) => source.query({ ...question, wished: true }, signal),
      }
    )
  },
})
