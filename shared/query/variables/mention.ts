import type { Span } from '#shared/query/span.ts'

/** Where in a query a variable stands. `operator`: what compares with the text that it is part of, and where it is written. */
export type Place =
  | { readonly is: 'string'; readonly operator: Operator | null; readonly at: number }
  | { readonly is: 'duration' | 'matcher' | 'expression' }

type Operator = '=' | '!=' | '=~' | '!~'

/** A variable spoken of in a text. `format`: `regex`, `date:iso`; null: by the rule of the language. */
export type Mention = Span & {
  readonly name: string
  readonly format: string | null
  readonly place: Place
}

/** What is spoken of in a text, in order, and each `$` that begins no variable and stands outside of texts. */
export type Scan = { readonly mentions: readonly Mention[]; readonly stray: readonly Span[] }

const spelling =
  /\$([a-zA-Z_]\w*)|\$\{([a-zA-Z_]\w*)(?:\.([^:}"'`\s]+))?(?::([^}"'`\n]+))?\}|\[\[([a-zA-Z_]\w*?)(?::([^\]"'`\n]+))?\]\]/
const piece = new RegExp(
  `(?<comment>#[^\\n]*)|(?<string>"(?:[^"\\\\\\n]|\\\\.)*"?|'(?:[^'\\\\\\n]|\\\\.)*'?|\`[^\`]*\`?)|(?<mention>${spelling.source})|(?<word>[\\w:]+)|(?<space>\\s+)|(?<sign>=~|!~|!=|[^\\s])`,
  'g',
)

type Found = Pick<Mention, 'name' | 'format'>

function foundIn(match: RegExpExecArray | RegExpMatchArray, first: number): Found {
  const [plain, braced, field, format, square, squareFormat] = match.slice(first, first + 6)
  return {
    name: plain ?? braced ?? square ?? '',
    format: format ?? squareFormat ?? (field === undefined || field === 'value' ? null : field),
  }
}

/** `(?P<name>…)` lets a replacement speak of `$name`, which is then no variable. */
const isGroup = (text: string, name: string) => new RegExp(`\\(\\?P?<${name}>`).test(text)

/**
 * Finds the variables in a text, in Grafana's spellings: `$name`, `${name}`, `${name:format}`, `[[name]]`, `[[name:format]]`. Comments are
 * passed over, and so are `$1` and the `$group` of a named group in what a regular expression is replaced by.
 */
export function scan(text: string): Scan {
  const mentions: Mention[] = []
  const stray: Span[] = []
  const open: string[] = []
  let before = ''
  let operator: { readonly is: Operator; readonly at: number } | null = null
  for (const match of text.matchAll(piece)) {
    const { comment, string, mention, word, space, sign } = match.groups ?? {}
    const from = match.index
    if (comment !== undefined || space !== undefined) continue
    if (string !== undefined) {
      const place = { is: 'string', operator: operator?.is ?? null, at: operator?.at ?? from } as const
      for (const inner of string.matchAll(new RegExp(spelling, 'g'))) {
        const found = foundIn(inner, 1)
        const at = from + inner.index
        if (operator !== null || !isGroup(text, found.name))
          mentions.push({ ...found, place, from: at, to: at + inner[0].length })
      }
    } else if (mention !== undefined) {
      const place = { is: placeAfter(before, open.at(-1)) } as const
      mentions.push({ ...foundIn(match, 4), place, from, to: from + mention.length })
    } else if (sign === '$') {
      const length = /^\$(?:\{[^}"\s]*\}?)?/.exec(text.slice(from))?.[0].length ?? 1
      stray.push({ from, to: from + length })
    }
    operator =
      open.at(-1) === '{' && (sign === '=' || sign === '!=' || sign === '=~' || sign === '!~')
        ? { is: sign, at: from }
        : null
    if (sign !== undefined && '([{'.includes(sign)) open.push(sign)
    if (sign !== undefined && ')]}'.includes(sign)) open.pop()
    if (!(sign === '-' && before === 'offset')) before = word?.toLowerCase() ?? sign ?? ''
  }
  return { mentions, stray }
}

function placeAfter(before: string, open: string | undefined): 'duration' | 'matcher' | 'expression' {
  if (open === '[' || before === 'offset') return 'duration'
  return open === '{' ? 'matcher' : 'expression'
}
