import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Remark, Span } from '#shared/query/span.ts'

const encoder = new TextEncoder()

/** The index in UTF-16 code units of a byte of the text's UTF-8 form; the text's end where the byte lies past it. */
function indexOfByte(text: string, byte: number): number {
  let bytes = 0
  let index = 0
  for (const character of text) {
    if (bytes >= byte) return index
    bytes += encoder.encode(character).byteLength
    index += character.length
  }
  return index
}

const word = /^(?:[a-zA-Z_:][\w:]*|\d[\w.]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[=!<>]=|=~|!~)/

/** The word that begins at a line and column as Prometheus counts them: both from 1, columns in bytes. At the text's end, its last character. */
export function spanAt(text: string, line: number, column: number): Span {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const at = Math.min(text.length, before + indexOfByte(lines[line - 1] ?? '', column - 1))
  if (at >= text.length) return { from: Math.max(0, text.trimEnd().length - 1), to: text.trimEnd().length }
  return { from: at, to: at + (word.exec(text.slice(at))?.[0].length ?? 1) }
}

const positioned = /(?:^|: )(\d+):(\d+): (?:parse error: )?([\s\S]*)$/
const remarkEnd = / \((\d+):(\d+)\)$/

const ownWords = /^PromQL (info|warning): /

/** VictoriaMetrics says so by a flag, without words. */
export const someNodesSilent: Remark = {
  level: 'partial',
  message: 'Some of its storage nodes did not answer: series may be missing.',
}

/** What warnings and infos mean that are not of PromQL itself: a warning is about a store that could not be read. */
const otherwise = { warning: 'partial', info: 'info' } as const

/** A warning or an info as Prometheus words it, `PromQL info: … (1:6)`, with its position taken out of the text. */
export function remarkOf(kind: 'warning' | 'info', text: string, query: string): Remark {
  const level = ownWords.test(text) ? kind : otherwise[kind]
  const message = text.replace(ownWords, '')
  const place = remarkEnd.exec(message)
  if (place === null) return { level, message }
  return {
    level,
    message: message.replace(remarkEnd, ''),
    span: spanAt(query, Number(place[1]), Number(place[2])),
  }
}

const tooMuch =
  /cannot (select|process) more than|too many (samples|series|chunks|bytes|points)|exceeded maximum resolution|the query (hit|exceeded) the|limit exceeded/i

const kinds: Readonly<Record<string, Failure['kind']>> = {
  bad_data: 'query',
  execution: 'execution',
  timeout: 'timeout',
  // VictoriaMetrics gives the status of the answer in place of a word.
  '400': 'query',
  '422': 'query',
}

const victoriaPreamble = /^error when executing query="[\s\S]*?" (for|on the time range) \([^)]*\): /

/** The failure for an error that Prometheus answered; `query` is the text it was about, if any. */
export function failureFor(errorType: string, error: string, query: string | undefined): Failed {
  const kind = tooMuch.test(error) ? 'limit' : (kinds[errorType] ?? 'source')
  if (kind === 'query' && query === undefined) return new Failed({ kind: 'source', message: error })
  const place = kind === 'query' ? positioned.exec(error) : null
  if (place === null || query === undefined)
    return new Failed({
      kind,
      message: error.replace(/^invalid parameter "query": /, '').replace(victoriaPreamble, ''),
    })
  return new Failed({
    kind,
    message: place[3] ?? error,
    span: spanAt(query, Number(place[1]), Number(place[2])),
  })
}
