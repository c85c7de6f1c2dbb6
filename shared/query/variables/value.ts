/**
 * What a variable stands for: the texts that are chosen (none: nothing is). `several`: it may be more than one. `pattern`: it may be several or
 * all, so that it is escaped for a regular expression. `whole`: the text is that of “all”, and stands as it is.
 */
export type Value = {
  readonly texts: readonly string[]
  readonly several: boolean
  readonly pattern: boolean
  readonly whole: boolean
}

/** What each variable stands for, by name, built-in ones among them. */
export type Values = ReadonlyMap<string, Value>

/** A variable that is only ever one text. */
export const oneText = (text: string): Value => ({
  texts: [text],
  several: false,
  pattern: false,
  whole: false,
})
