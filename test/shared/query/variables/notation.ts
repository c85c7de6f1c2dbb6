import { oneText, type Value, type Values } from '#shared/query/variables/value.ts'

/** A text: one value; a list: chosen of several; `all`: everything, by this pattern; `one`: a value where all could be chosen too. */
type Short =
  string | readonly string[] | { readonly all: string } | { readonly one: string; readonly orAll: string }

function valueIn(short: Short): Value {
  if (typeof short === 'string') return oneText(short)
  if ('all' in short) return { texts: [short.all], several: true, pattern: true, whole: true }
  if ('one' in short) return { texts: [short.one], several: false, pattern: true, whole: false }
  return { texts: short, several: true, pattern: true, whole: false }
}

export const valuesIn = (shorts: Readonly<Record<string, Short>>): Values =>
  new Map(Object.entries(shorts).map(([name, short]) => [name, valueIn(short)]))
