import type { Asked, Query } from '#shared/ask/request.ts'
import { printIso } from '#shared/time/clock.ts'
import type { Ms } from '#shared/time/window.ts'

/** What is said of a source in a request: its title and kind. Where it is and how to sign in stay on the server. */
export type NamedSource = { readonly id: string; readonly title: string; readonly kind: string }

const queriesOf = ({ request }: Asked): readonly Query[] =>
  request.kind === 'query' ? request.queries.filter(({ removed }) => !removed) : []

const seconds = (length: Ms) => `${length / 1000} s`

function sourceOf(id: string, sources: readonly NamedSource[]): string {
  const known = sources.find(source => source.id === id)
  return known ? `${known.title} (${known.kind})` : id
}

/** The exact request of a run in words: each query as it was asked and of which source, the window in ISO 8601, the step width. */
export function requestText(asked: Asked, sources: readonly NamedSource[]): string {
  const { window, step, request, filled } = asked
  const against = request.kind === 'query' ? request.against : null
  return [
    ...queriesOf(asked).flatMap(({ id, text, source }) => [
      `${id} on ${sourceOf(source, sources)}:`,
      text,
      ...(filled?.texts[id] !== undefined && filled.texts[id] !== text
        ? [`written as: ${filled.texts[id]}`]
        : []),
      '',
    ]),
    `from ${printIso(window.from)} to ${printIso(window.to)}, step ${seconds(step)}`,
    ...(against === null ? [] : [`and the same ${seconds(against)} earlier`]),
  ].join('\n')
}

/** The same for a program: times in ISO 8601 and UTC, the step width in seconds. */
export function requestJson(asked: Asked, sources: readonly NamedSource[]): string {
  const { window, step, request, filled } = asked
  const against = request.kind === 'query' ? request.against : null
  const body = {
    queries: queriesOf(asked).map(({ id, source, language, text }) => ({
      id,
      source: sources.find(each => each.id === source)?.title ?? source,
      language,
      text,
      ...(filled?.texts[id] === undefined ? {} : { written: filled.texts[id] }),
    })),
    ...(filled ? { variables: filled.values } : {}),
    from: printIso(window.from),
    to: printIso(window.to),
    stepSeconds: step / 1000,
    ...(against === null ? {} : { againstSecondsEarlier: against / 1000 }),
  }
  return JSON.stringify(body, null, 2)
}
