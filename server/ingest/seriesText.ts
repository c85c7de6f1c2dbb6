import { metricName, type Labels } from '#shared/series/labels.ts'
import { BadLine, quoted } from './badLine.ts'

const escapes: Readonly<Record<string, string>> = { n: '\n', '\\': '\\', '"': '"' }

/** Where the series at the head of a line ends: behind its braces, or before the first blank. */
export function endOfSeries(line: string): number {
  let quote = false
  for (let i = 0; i < line.length; i++) {
    const sign = line[i]
    if (quote) {
      if (sign === '\\') i++
      else if (sign === '"') quote = false
    } else if (sign === '"') quote = true
    else if (sign === '}') return i + 1
    else if ((sign === ' ' || sign === '\t') && !line.slice(0, i).includes('{')) {
      const after = line.slice(i).trimStart()
      if (!after.startsWith('{')) return i
    }
  }
  if (quote) throw new BadLine('a quote is not closed')
  if (line.includes('{')) throw new BadLine('a brace is not closed')
  return line.length
}

/** `name{label="value"}`, `{"any name", label="value"}` or a bare name → labels. */
export function readSeries(text: string): Labels {
  const open = text.indexOf('{')
  const name = (open < 0 ? text : text.slice(0, open)).trim()
  const labels: Record<string, string> = {}
  if (name !== '') labels[metricName] = name
  if (open >= 0) readPairs(text.slice(open + 1), labels)
  if (!labels[metricName]) throw new BadLine('the metric has no name')
  return labels
}

const pair = /\s*(?:([^\s"{}=,]+)|"((?:[^"\\]|\\.)*)")\s*(?:=\s*"((?:[^"\\]|\\.)*)")?\s*(,|\}$)/y

/** Label pairs up to the closing brace; a quoted text alone is the metric's name. */
function readPairs(text: string, into: Record<string, string>) {
  if (/^\s*\}$/.test(text)) return
  pair.lastIndex = 0
  for (;;) {
    const start = pair.lastIndex
    const found = pair.exec(text)
    if (!found) throw new BadLine(`${quoted(text.slice(start))} is not a label with its value`)
    const [, plain, quotedName, value, end] = found
    const name = plain ?? unescaped(quotedName ?? '')
    if (value !== undefined) add(into, name, unescaped(value))
    else if (quotedName !== undefined) add(into, metricName, name)
    else throw new BadLine(`the label ${quoted(name)} has no value`)
    if (end === '}' || /^\s*\}$/.test(text.slice(pair.lastIndex))) return
  }
}

function add(labels: Record<string, string>, name: string, value: string) {
  if (name in labels) throw new BadLine(`the label ${quoted(name)} comes twice`)
  if (name === '') throw new BadLine('a label has no name')
  labels[name] = value
}

/** `\\`, `\"` and `\n` are what they stand for; other backslashes are themselves. */
export const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\([n"\\])/g, (_, sign: string) => escapes[sign] ?? sign) : text

const number = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|0[xX][\da-fA-F]+)$/

/** A number as Go and Prometheus write it: `+Inf`, `NaN` and `1e3` too. */
export function readValue(text: string): number {
  if (number.test(text)) return Number(text)
  const word = text.toLowerCase()
  if (word === 'nan') return NaN
  if (/^[+]?inf(inity)?$/.test(word)) return Infinity
  if (/^-inf(inity)?$/.test(word)) return -Infinity
  throw new BadLine(text === '' ? 'the value is missing' : `the value ${quoted(text)} is not a number`)
}
