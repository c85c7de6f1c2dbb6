import type { Labels } from '#shared/series/labels.ts'
import type { Matcher, MatchOperator } from '#shared/series/matcher.ts'

const plain = /^[^\s"\\·,;(){}[\]|](?:[^"\\·,;(){}[\]|\n\r\t\u2028\u2029]*[^\s"\\·,;(){}[\]|])?$/

/** A short text within a line: as it is where nothing in it could be misread, else as a JSON string. */
export const printAtom = (text: string): string =>
  plain.test(text) && !/ (to|on|by) /.test(` ${text} `) ? text : JSON.stringify(text)

/** What `printAtom` wrote; null where a quoted text is not closed or not a text. */
export function readAtom(text: string): string | null {
  if (!text.startsWith('"')) return text === '' ? null : text
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'string' ? read : null
  } catch {
    return null
  }
}

/** The pieces of a line between `separator`s that stand outside quotes, white space around them dropped. */
export function splitOutside(text: string, separator: string): readonly string[] {
  const pieces: string[] = []
  let from = 0
  let inside = false
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') inside = !inside
    else if (inside && text[i] === '\\') i += 1
    else if (!inside && text.startsWith(separator, i)) {
      pieces.push(text.slice(from, i).trim())
      from = i + separator.length
      i = from - 1
    }
  }
  return [...pieces, text.slice(from).trim()]
}

const plainName = /^[a-zA-Z_][a-zA-Z0-9_]*$/
const printName = (name: string) => (plainName.test(name) ? name : JSON.stringify(name))
const quoted = '"(?:[^"\\\\]|\\\\.)*"'
const matcherShape = new RegExp(`^([a-zA-Z_][a-zA-Z0-9_]*|${quoted})\\s*(=~|!~|!=|=)\\s*(${quoted})$`)

/** `{service="license-svc", region=~"us-.*"}`, also for names and values of any characters. */
export const printMatchers = (matchers: readonly Matcher[]): string =>
  `{${matchers.map(({ name, op, value }) => `${printName(name)}${op}${JSON.stringify(value)}`).join(', ')}}`

/** What `printMatchers` wrote; null for anything else. */
export function readMatchers(text: string): readonly Matcher[] | null {
  if (!text.startsWith('{') || !text.endsWith('}')) return null
  const inner = text.slice(1, -1).trim()
  if (inner === '') return []
  const matchers: Matcher[] = []
  for (const piece of splitOutside(inner, ',')) {
    const found = matcherShape.exec(piece)
    const name = found && readAtom(found[1] ?? '')
    const value = found && readAtom(found[3] ?? '')
    if (!found || name === null || value === null) return null
    matchers.push({ name, op: found[2] as MatchOperator, value })
  }
  return matchers
}

/** `{node="i-0c3f9a", zone="us-east-1c"}`. */
export const printLabelSet = (labels: Labels): string =>
  printMatchers(Object.entries(labels).map(([name, value]) => ({ name, op: '=', value })))

/** What `printLabelSet` wrote; null for anything else. */
export function readLabelSet(text: string): Labels | null {
  const matchers = readMatchers(text)
  if (!matchers || matchers.some(matcher => matcher.op !== '=')) return null
  return Object.fromEntries(matchers.map(({ name, value }) => [name, value]))
}

/** One line of a title: line breaks, backslashes and white space at the edges written as `\n`, `\\` and `\s`. */
export const printLine = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/^ | $/g, '\\s')

/** What `printLine` wrote. */
export const readLine = (text: string): string =>
  text.replace(/\\([\\nrs])/g, (_, sign: string) => ({ '\\': '\\', n: '\n', r: '\r', s: ' ' })[sign] ?? sign)
