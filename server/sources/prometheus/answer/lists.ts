import { Failed } from '#shared/query/failure.ts'
import type { Labels } from '#shared/series/labels.ts'
import {
  afterValue,
  eachItem,
  fieldsOf,
  isEmptyList,
  isList,
  isObject,
  isText,
  valueOf,
  type Piece,
} from './json.ts'
import { labelsOf } from './matrix.ts'
import { nonsense } from './shape.ts'

const mostEntries = 1_000_000

const tooMany = () =>
  new Failed({
    kind: 'limit',
    message: `It answered with a list of more than ${mostEntries.toLocaleString('en')} entries.`,
    hint: 'Ask for fewer series, or a shorter window.',
  })

/** What each item of a list is read as; no list (null) is an empty one. Nonsense for anything else, a failure of kind `limit` for too many. */
function listOf<Entry>(data: Piece, what: string, read: (item: Piece) => Entry): readonly Entry[] {
  if (!isList(data)) {
    if (!isObject(data) && valueOf(data) === null) return []
    throw nonsense(`it has no list of ${what}`)
  }
  const { bytes } = data
  const entries: Entry[] = []
  eachItem(bytes, data.from, from => {
    if (entries.length === mostEntries) throw tooMany()
    const to = afterValue(bytes, from)
    entries.push(read({ bytes, from, to }))
    return to
  })
  return entries
}

/** A list of texts; nonsense for anything else. */
export const readTexts = (data: Piece): readonly string[] =>
  listOf(data, 'texts', item => {
    const text = isText(item) ? valueOf(item) : undefined
    if (typeof text !== 'string') throw nonsense('it has no list of texts')
    return text
  })

/** A list of label sets; nonsense for anything else. */
export const readLabelSets = (data: Piece): readonly Labels[] =>
  listOf(data, 'series', item => labelsOf(isObject(item) ? valueOf(item) : undefined))

/** The fields of an object that are texts; none where it is no object. */
export function readFields(data: Piece): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  if (!isObject(data)) return texts
  for (const [name, piece] of fieldsOf(data)) if (isText(piece)) texts[name] = valueOf(piece) as string
  return texts
}

/** True where the `data` of an instant query holds any series. */
export function readFilled(data: Piece): boolean {
  const result = isObject(data) ? fieldsOf(data).get('result') : undefined
  if (result === undefined || !isList(result)) throw nonsense('it has no vector')
  return !isEmptyList(result)
}
