import type { Span } from '#shared/query/span.ts'
import { scan } from '#shared/query/variables/mention.ts'

/** What a stretch of a query is, as far as its colour goes. */
export type TokenKind =
  'function' | 'metric' | 'label' | 'string' | 'number' | 'comment' | 'variable' | 'plain'
export type Token = { readonly kind: TokenKind; readonly text: string }

const keywords = new Set(
  (
    'by without on ignoring group_left group_right offset bool and or unless atan2 start end sum min max avg group stddev ' +
    'stdvar count count_values bottomk topk quantile limitk limit_ratio'
  ).split(' '),
)
const grouping = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right'])

const shapes =
  /(?<comment>#[^\n]*)|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?)|(?<number>(?:0x[\da-f]+|\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?)(?:(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*)?)(?![\w:])|(?<word>[a-z_:][\w:.]*)|(?<space>\s+)|(?<sign>[\s\S])/giy

/**
 * Colours a PromQL text without parsing it, for where no editor is open; joined, the tokens are the text again.
 * A half-typed query is coloured as far as it goes.
 */
export function highlight(text: string): readonly Token[] {
  const tokens: Token[] = []
  const push = (kind: TokenKind, piece: string) => {
    const last = tokens.at(-1)
    if (last && last.kind === kind) tokens[tokens.length - 1] = { kind, text: last.text + piece }
    else tokens.push({ kind, text: piece })
  }
  let inBraces = false
  let inGrouping = 0
  let previousWord = ''
  for (const match of text.matchAll(shapes)) {
    const piece = match[0]
    const groups = match.groups ?? {}
    if (groups['space'] !== undefined) push('plain', piece)
    else if (groups['comment'] !== undefined) push('comment', piece)
    else if (groups['string'] !== undefined) push('string', piece)
    else if (groups['number'] !== undefined) push('number', piece)
    else if (groups['word'] !== undefined) {
      const after = /^\s*\(/.test(text.slice(match.index + piece.length))
      if (inBraces || inGrouping > 0) push('label', piece)
      else if (keywords.has(piece.toLowerCase()) || after) push('function', piece)
      else push('metric', piece)
    } else {
      if (piece === '{') inBraces = true
      if (piece === '}') inBraces = false
      if (piece === '(' && (inGrouping > 0 || grouping.has(previousWord))) inGrouping++
      if (piece === ')' && inGrouping > 0) inGrouping--
      push('plain', piece)
    }
    if (groups['space'] === undefined && groups['comment'] === undefined)
      previousWord = groups['word'] !== undefined && !inBraces ? piece.toLowerCase() : ''
  }
  return overVariables(text, tokens)
}

/** The tokens with variables taken out of whatever they stand in. */
function overVariables(text: string, tokens: readonly Token[]): readonly Token[] {
  const spans = text.includes('$') || text.includes('[[') ? scan(text).mentions : []
  if (spans.length === 0) return tokens
  const out: Token[] = []
  let at = 0
  for (const { kind, text: piece } of tokens) {
    const to = at + piece.length
    const inside: readonly Span[] = spans.filter(span => span.from < to && at < span.to)
    for (const span of inside) {
      if (at < span.from) out.push({ kind, text: text.slice(at, span.from) })
      const end = Math.min(span.to, to)
      const begun = Math.max(at, span.from)
      const last = out.at(-1)
      if (begun > span.from && last)
        out[out.length - 1] = { ...last, text: last.text + text.slice(begun, end) }
      else out.push({ kind: 'variable', text: text.slice(begun, end) })
      at = end
    }
    if (at < to) out.push({ kind, text: text.slice(at, to) })
    at = to
  }
  return out
}
