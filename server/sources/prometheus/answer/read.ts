import type { OutboundAnswer } from '#server/outbound/outbound.ts'
import type { Remark } from '#shared/query/span.ts'
import { fieldsOf, isObject, NotJson, pieceOf, valueOf, type Piece } from './json.ts'
import { readFields, readFilled, readLabelSets, readTexts } from './lists.ts'
import { readMatrix } from './matrix.ts'
import { readMetadata } from './metadata.ts'
import { notData, refusal } from './refusal.ts'
import { nonsense } from './shape.ts'
import { failureFor, remarkOf, someNodesSilent } from './words.ts'

/** What the `data` of an answer may be read as. */
const readings = {
  matrix: readMatrix,
  filled: readFilled,
  texts: readTexts,
  labelSets: readLabelSets,
  metadata: readMetadata,
  fields: readFields,
  nothing: (_data: Piece) => null,
} as const

export type ReadingName = keyof typeof readings
export type Read<Name extends ReadingName> = ReturnType<(typeof readings)[Name]>

type Given<Name extends ReadingName> =
  Parameters<(typeof readings)[Name]> extends [Piece, ...infer Rest] ? Rest : never

/** How an answer is to be read: plain data, so that it may be read in another thread. `query`: the text that it speaks about. */
export type Reading<Name extends ReadingName> = {
  readonly as: Name
  readonly given: Given<Name>
  readonly query: string | undefined
  /** True where credentials were sent. */
  readonly signsIn: boolean
}

export type ReadAnswer<Name extends ReadingName> = {
  readonly data: Read<Name>
  readonly remarks: readonly Remark[]
}

const none: Piece = { bytes: new TextEncoder().encode('null'), from: 0, to: 4 }

function envelopeOf(body: Uint8Array): ReadonlyMap<string, Piece> | undefined {
  try {
    const whole = pieceOf(body)
    return isObject(whole) ? fieldsOf(whole) : undefined
  } catch (error) {
    if (error instanceof NotJson) return undefined
    throw error
  }
}

/** The beginning of a text is enough to say what it is. */
const gistOf = (body: Uint8Array) => new TextDecoder().decode(body.subarray(0, 100_000))

const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

function readSound<Name extends ReadingName>(
  answer: OutboundAnswer,
  { as, given, query, signsIn }: Reading<Name>,
): ReadAnswer<Name> {
  const envelope = envelopeOf(answer.body)
  const field = (name: string) => {
    const piece = envelope?.get(name)
    return piece && valueOf(piece)
  }
  const status = field('status')
  if (status === 'error')
    throw failureFor(String(field('errorType')), String(field('error') ?? 'an error without words'), query)
  if (answer.status !== 200) throw refusal(answer, gistOf(answer.body), signsIn)
  if (envelope === undefined) throw new NotJson()
  if (status !== 'success') throw nonsense('it does not say whether it succeeded')
  const read = readings[as] as (data: Piece, ...rest: readonly unknown[]) => unknown
  return {
    data: read(envelope.get('data') ?? none, ...given) as Read<Name>,
    remarks: [
      ...(field('isPartial') === true ? [someNodesSilent] : []),
      ...list(field('warnings')).map(one => remarkOf('warning', one, query ?? '')),
      ...list(field('infos')).map(one => remarkOf('info', one, query ?? '')),
    ],
  }
}

/**
 * Reads an answer of Prometheus' API: what was asked for, and remarks. Throws `Failed` for an error that it answers, and for what is no
 * answer.
 */
export function readAnswer<Name extends ReadingName>(
  answer: OutboundAnswer,
  reading: Reading<Name>,
): ReadAnswer<Name> {
  try {
    return readSound(answer, reading)
  } catch (error) {
    throw error instanceof NotJson ? notData(answer, gistOf(answer.body)) : error
  }
}
