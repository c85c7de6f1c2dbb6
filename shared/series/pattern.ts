import { RE2JS } from 're2js'

/**
 * Prometheus' regular expressions: RE2 syntax, fully anchored, the dot matches a newline. JavaScript's own engine answers only for a
 * subset that means the same to both and cannot backtrack for long; everything else goes to re2js, which is linear and slower.
 */
export type Pattern = (text: string) => boolean

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

/** RE2's own compiled form, anchored; throws a plain Error with RE2's message where the pattern is wrong. */
export function compileRe2(source: string): RE2JS {
  try {
    return RE2JS.compile(`^(?s:${source})$`)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(message.replace(/^error parsing regexp: /, ''), { cause: error })
  }
}

/** Compiles a pattern; throws where RE2 refuses it. */
export function compilePattern(source: string): Pattern {
  const literals = literalsOf(source)
  if (literals?.length === 1) return text => text === literals[0]
  if (literals !== undefined) {
    const set = new Set(literals)
    return text => set.has(text)
  }
  if (source === '.*') return () => true
  if (source === '.+') return text => text !== ''
  const script = asJavaScript(source)
  let slow: RE2JS | undefined = script === undefined ? compileRe2(source) : undefined
  return text => {
    if (script !== undefined && text.length <= longest) return script.test(text)
    slow ??= compileRe2(source)
    return slow.matcher(text).find()
  }
}
