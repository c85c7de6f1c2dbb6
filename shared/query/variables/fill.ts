import { nearest } from '#shared/query/nearest.ts'
import type { Problem, Span } from '#shared/query/span.ts'
import { builtIns, elsewhere } from './builtIn.ts'
import { formatOf, formats, promqlFormat, rewritesWhole } from './formats.ts'
import { type Mention, scan } from './mention.ts'
import type { Value, Values } from './value.ts'

/** A variable in the written text (its span), and where its value stands in the filled one. */
export type Filled = Mention & { readonly filled: Span }

/** A text with its variables filled in. What a problem is about stays as it was written; spans of problems are of the written text. */
export type Filling = {
  readonly written: string
  readonly text: string
  readonly parts: readonly Filled[]
  readonly problems: readonly Problem[]
}

const everywhere = () => true

/**
 * Fills the variables of a PromQL text in, as Grafana would; `which` leaves some as they are written. Total: what cannot be filled in is a
 * problem.
 */
export function fill(
  written: string,
  values: Values,
  which: (mention: Mention) => boolean = everywhere,
): Filling {
  const { mentions, stray } = scan(written)
  const problems: Problem[] = stray.map(span => ({
    message: 'A variable is written $name or ${name}',
    span,
  }))
  const parts: Filled[] = []
  let text = ''
  let at = 0
  for (const mention of mentions.filter(which)) {
    const { from, to } = mention
    text += written.slice(at, from)
    const made = textOf(mention, values, written)
    if ('problem' in made) problems.push(made.problem)
    const piece = 'text' in made ? made.text : written.slice(from, to)
    parts.push({ ...mention, filled: { from: text.length, to: text.length + piece.length } })
    text += piece
    at = to
  }
  return {
    written,
    text: text + written.slice(at),
    parts,
    problems: problems.toSorted((a, b) => a.span.from - b.span.from),
  }
}

type Made = { readonly text: string } | { readonly problem: Problem }

function textOf(mention: Mention, values: Values, written: string): Made {
  const value = values.get(mention.name)
  const span = { from: mention.from, to: mention.to }
  if (!value) return { problem: unknown(mention, values, written) }
  if (value.texts.length === 0)
    return {
      problem: {
        message: `$${mention.name} has no value yet`,
        span,
        hint: 'Choose one at the head of the notebook',
      },
    }
  const crowded = tooMany(mention, value, written)
  if (crowded) return { problem: crowded }
  return formatted(mention, value, written)
}

function formatted(mention: Mention, value: Value, written: string): Made {
  const [word, ...rest] = mention.format === null ? [] : mention.format.split(':')
  const { name } = mention
  const span = { from: mention.from, to: mention.to }
  if (word !== undefined && formatOf(word) === undefined) {
    const near = nearest(word, Object.keys(formats))
    const message = `There is no way of writing a variable called ${word}`
    if (near === undefined)
      return { problem: { message, span, hint: `There are ${Object.keys(formats).join(', ')}` } }
    const at = written.indexOf(`:${word}`, mention.from) + 1
    return { problem: { message, span: { from: at, to: at + word.length }, replacement: near } }
  }
  if (value.whole && !rewritesWhole.has(word ?? '')) return { text: value.texts[0] ?? '' }
  const format = word === undefined ? undefined : formatOf(word)
  if (!format) return { text: promqlFormat(value.texts, value.pattern) }
  const text = format(value.whole ? ['All'] : value.texts, { name, several: value.several, rest })
  return text === null
    ? { problem: { message: `$${name} is no time, so it cannot be written as a date`, span } }
    : { text }
}

/** Several values where only one can stand. */
function tooMany({ name, place, from, to }: Mention, value: Value, written: string): Problem | null {
  if (value.texts.length < 2 && !value.whole) return null
  const what = value.whole ? `$${name} stands for a pattern` : `$${name} has several values`
  if (place.is === 'duration')
    return { message: `${what}, and here stands one length of time`, span: { from, to } }
  if (place.is !== 'string' || (place.operator !== '=' && place.operator !== '!=')) return null
  const pattern = place.operator === '=' ? '=~' : '!~'
  return {
    message: `${what}, which ${place.operator} does not look for`,
    span: { from: place.at, to },
    replacement: pattern + written.slice(place.at + place.operator.length, to),
  }
}

function unknown({ name, from, to }: Mention, values: Values, written: string): Problem {
  const span = { from, to }
  const reason = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined
  if (reason !== undefined) return { message: `$${name} means nothing here`, span, hint: reason }
  const own = [...values.keys()].filter(known => !known.startsWith('__'))
  const near =
    name.length < 2 ? undefined : nearest(name, name.startsWith('__') ? Object.keys(builtIns) : own)
  const replacement = near && written.slice(from, to).replace(name, near)
  return { message: `There is no variable $${name}`, span, ...(replacement && { replacement }) }
}

/** Where a stretch of the filled text was written: an end within a value is taken to the edge of its variable. */
export function writtenSpan({ parts, written }: Pick<Filling, 'parts' | 'written'>, span: Span): Span {
  const place = (at: number, edge: 'from' | 'to') => {
    const within = parts.find(({ filled }) =>
      edge === 'from' ? filled.from <= at && at < filled.to : filled.from < at && at <= filled.to,
    )
    if (within) return within[edge]
    const last = parts.findLast(({ filled }) => filled.to <= at && (edge === 'from' || filled.from < at))
    return Math.min(at + (last ? last.to - last.filled.to : 0), written.length)
  }
  const from = place(span.from, 'from')
  return { from, to: Math.max(from, place(span.to, 'to')) }
}

/** The problems of the filled text, at their places in the written one. What would be right is dropped where a variable is in it. */
export function writtenProblem(filling: Filling, problem: Problem): Problem {
  const span = writtenSpan(filling, problem.span)
  const { replacement, ...rest } = problem
  const touched = filling.parts.some(part => part.from < span.to && span.from < part.to)
  return { ...rest, span, ...(replacement !== undefined && !touched && { replacement }) }
}
