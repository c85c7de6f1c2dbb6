/**
 * Prometheus' regular expressions: RE2 syntax, fully anchored, the dot matches a newline. JavaScript's own engine answers only for a
 * subset that means the same to both and cannot backtrack for long; everything else goes to re2js (re2.ts), which is linear and slower.
 */
export type Pattern = (text: string) => boolean

/** Whether a pattern matches a text; undefined where that is for re2js to say. */
export type PlainPattern = (text: string) => boolean | undefined

/** What a checker wants to know of a pattern: what is wrong with it, or whether it matches an empty text. */
export type PatternSense = { readonly wrong: string } | { readonly takesEmpty: boolean }

/** Beyond this length a text is never given to JavaScript's engine: two quantifiers may cost the square of it. */
const longest = 512

const token =
  /\\(?<escaped>[.\-/:+*?()[\]{}|^$\\ ])|(?<digit>\\d)|(?<list>\[\^?(?:[A-Za-z0-9_.:/ ](?:-[A-Za-z0-9])?)+-?\])|(?<plain>[A-Za-z0-9_\-/:,=@ ~%&#!;<>"'])|(?<dot>\.)|(?<or>\|)/y
const quantifier = /[*+?]/y
const special = /[\\^$.*+?()[\]{}|/]/g

/** The same pattern for JavaScript, or undefined where that cannot be promised. Groups are left to re2js. */
function asJavaScript(source: string): RegExp | undefined {
  let text = ''
  let quantifiers = 0
  for (let at = 0; at < source.length;) {
    token.lastIndex = at
    const match = token.exec(source)
    if (match === null) return undefined
    const { escaped, plain, or } = match.groups ?? {}
    at = token.lastIndex
    text +=
      escaped === undefined && plain === undefined
        ? match[0]
        : (escaped ?? plain ?? '').replace(special, '\\$&')
    if (or !== undefined) continue
    quantifier.lastIndex = at
    const times = quantifier.exec(source)?.[0]
    if (times === undefined) continue
    if (++quantifiers > 2) return undefined
    text += times
    at++
    quantifier.lastIndex = at
    if (quantifier.test(source)) return undefined
  }
  try {
    return new RegExp(`^(?:${text})$`, 'su')
  } catch {
    return undefined
  }
}

/** The texts that a pattern of nothing but literals and `|` matches; undefined for any other pattern. */
export function literalsOf(source: string): readonly string[] | undefined {
  if (!/^(?:[^\\^$.*+?()[\]{}]|\\[.\-/:+*?()[\]{}|^$\\])*$/s.test(source)) return undefined
  const literals: string[] = ['']
  for (const [, escaped, plain] of source.matchAll(/\\(.)|([^\\])/gsu)) {
    if (plain === '|') literals.push('')
    else literals[literals.length - 1] += escaped ?? plain ?? ''
  }
  return literals
}

/** A pattern of the subset; undefined for any other. */
export function plainPattern(source: string): PlainPattern | undefined {
  const literals = literalsOf(source)
  if (literals?.length === 1) return text => text === literals[0]
  if (literals !== undefined) {
    const set = new Set(literals)
    return text => set.has(text)
  }
  if (source === '.*') return () => true
  if (source === '.+') return text => text !== ''
  const script = asJavaScript(source)
  return script && (text => (text.length <= longest ? script.test(text) : undefined))
}

/** The sense of a pattern of the subset; undefined for any other. */
export function plainSense(source: string): PatternSense | undefined {
  const plain = plainPattern(source)
  return plain && { takesEmpty: plain('') === true }
}
