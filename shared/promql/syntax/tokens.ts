import type { Problem, Span } from '#shared/query/span.ts'

export type TokenKind = 'word' | 'number' | 'string' | 'sign' | 'end'

/** A piece of a query's text; `from` and `to` are UTF-16 offsets. The last one is of kind `end` and empty. */
export type Token = Span & { readonly kind: TokenKind; readonly text: string }

/** Thrown inside the parser at the first thing that is not PromQL; `parse` turns it into a returned problem. */
export class NotPromql extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'NotPromql'
    this.problem = problem
  }
}

const space = /(?:\s|#[^\n]*)+/y
const forms: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`/y],
  ['number', /0[xX][\da-zA-Z_]*|\.?\d(?:[\w.]|(?<=[\d.][eE])[+-])*/y],
  ['word', /[a-zA-Z_:][a-zA-Z0-9_:]*/y],
  ['sign', /=~|!~|==|!=|<=|>=|[-+*/%^<>=(){}[\],:@]/y],
]
const wordInBrackets = /[a-zA-Z_]\w*/y
const colon = /:/y

/** Cuts a text into tokens; throws NotPromql at a character or a quote that cannot begin one. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let inBrackets = false
  let at = 0
  const take = (form: RegExp): string | undefined => {
    form.lastIndex = at
    return form.exec(text)?.[0]
  }
  for (;;) {
    at += take(space)?.length ?? 0
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', from: text.length, to: text.length }]
    const found: readonly [TokenKind, string] | undefined =
      inBrackets && take(colon) ? (['sign', ':'] as const) : longestForm(take, inBrackets)
    if (found === undefined) throw new NotPromql(strayCharacter(text, at))
    const kind: TokenKind = found[0]
    const piece: string = found[1]
    tokens.push({ kind, text: piece, from: at, to: at + piece.length })
    if (kind === 'sign' && (piece === '[' || piece === ']')) inBrackets = piece === '['
    at += piece.length
  }
}

function longestForm(
  take: (form: RegExp) => string | undefined,
  inBrackets: boolean,
): readonly [TokenKind, string] | undefined {
  for (const [kind, form] of forms) {
    const piece = take(kind === 'word' && inBrackets ? wordInBrackets : form)
    if (piece !== undefined) return [kind, piece]
  }
  return undefined
}

function strayCharacter(text: string, at: number): Problem {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (`"'\``.includes(character)) {
    const line = text.indexOf('\n', at)
    const to = line === -1 || character === '`' ? text.length : line
    return {
      message: `This text is opened by ${character} and never closed`,
      span: { from: at, to },
      hint: `Close it with ${character}`,
    }
  }
  const span = { from: at, to: at + character.length }
  if (character === '!')
    return { message: 'An exclamation mark stands only in != and !~', span, replacement: '!=' }
  if (character === '&' || character === '|') {
    const word = character === '&' ? 'and' : 'or'
    const to = text[at + 1] === character ? at + 2 : at + 1
    return { message: `PromQL writes ${word} as a word`, span: { from: at, to }, replacement: word }
  }
  if (character === '$') {
    const name = /^\$(?:\w+|\{[^}]*\})/.exec(text.slice(at))?.[0] ?? '$'
    return {
      message: `${name} is a variable of a dashboard, not PromQL`,
      span: { from: at, to: at + name.length },
      hint: 'Write the value in its place',
    }
  }
  return { message: `${character} has no meaning in PromQL`, span }
}
