import { limits } from './limits.ts'
import type { NotebookFields, QueryFields, Refusal, StepFields } from '#shared/notebook/operation.ts'
import { same } from './same.ts'

/** Why an operation is not taken. */
export const refusal = (kind: Refusal['kind'], message: string): Refusal => ({ kind, message })

/** Tells a refusal from a notebook, a step or a query, none of which has a message. */
export const isRefusal = (value: object): value is Refusal => 'message' in value

/** A refusal for the sake of a limit. */
export const tooMany = (what: string, limit: number, of: string): Refusal =>
  refusal('invalid', `${what} may have ${limit.toLocaleString('en')} ${of}.`)

/** A text that is too long to stand anywhere in a notebook. */
export const overlong = (text: string): Refusal | undefined =>
  text.length > limits.text ? tooMany('A text', limits.text, 'characters') : undefined

type FieldName = keyof NotebookFields | keyof StepFields | keyof QueryFields

/** What a field is called in a sentence. */
export const fieldWords: Readonly<Record<FieldName, string>> = {
  title: 'title',
  status: 'status',
  range: 'time range',
  blip: 'blip',
  before: 'window to compare with',
  source: 'source',
  variables: 'variables',
  legend: 'legend',
  tags: 'tags',
  followUps: 'follow-ups',
  drawing: 'way of drawing',
  marks: 'marks',
  folded: 'fold',
  kept: 'keeping',
  removed: 'removal',
  against: 'comparison',
  where: 'choice of events',
  author: 'author',
  said: 'time',
}

/** Refused where the field holds neither what it was read as nor what it is to become. */
export const movedFrom = (name: FieldName, now: unknown, from: unknown, to: unknown): Refusal | undefined =>
  same(now, from) || same(now, to)
    ? undefined
    : { kind: 'moved', message: `Somebody has changed the ${fieldWords[name]} meanwhile.`, now }

/** What is wrong with the size or shape of a field's new value. */
export function boundsOf(name: FieldName, value: unknown): Refusal | undefined {
  if (typeof value === 'string') return name === 'title' || name === 'author' ? line(name, value) : undefined
  if (!Array.isArray(value))
    return isBackwards(value) ? refusal('invalid', 'A window ends after it begins.') : undefined
  const [most, longest] = listLimits[name] ?? [limits.matchers, limits.name]
  if (value.length > most) return tooMany('A list', most, fieldWords[name])
  if (name === 'variables') return namedTwice(value as NotebookFields['variables'])
  const texts = value.map(item =>
    typeof item === 'string' ? item : ((item as { text?: string }).text ?? ''),
  )
  return texts.some(text => text.length > longest)
    ? tooMany(`One of the ${fieldWords[name]}`, longest, 'characters')
    : undefined
}

const listLimits: Partial<Record<FieldName, readonly [number, number]>> = {
  tags: [limits.tags, limits.tag],
  followUps: [limits.followUps, limits.followUp],
  marks: [limits.marks, limits.mark],
  variables: [limits.variables, limits.name],
}

function namedTwice(variables: NotebookFields['variables']): Refusal | undefined {
  const names = variables.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  return twice === undefined ? undefined : refusal('invalid', `There is a variable ${twice} already.`)
}

function line(name: FieldName, value: string): Refusal | undefined {
  const most = name === 'title' ? limits.title : limits.name
  if (value.length > most) return tooMany(`The ${fieldWords[name]}`, most, 'characters')
  return /[\r\n]/.test(value) ? refusal('invalid', `The ${fieldWords[name]} is one line.`) : undefined
}

function isBackwards(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return false
  return typeof value.from === 'number' && typeof value.to === 'number' && !(value.from < value.to)
}
