import type { Problem, Span } from '#shared/query/span.ts'
import { NotPromql, type Token, tokensOf } from './tokens.ts'

/** A place in a row of tokens. */
export type Cursor = {
  readonly text: string
  /** The token at hand, and the one so many further on. */
  readonly peek: (ahead?: number) => Token
  /** Hands out the token at hand and goes on. */
  readonly next: () => Token
  /** True where the token at hand is this sign, or this word in any case. */
  readonly at: (text: string, ahead?: number) => boolean
  /** Takes the token when it is this sign or word. */
  readonly skip: (text: string) => Token | undefined
  /** From a position to the end of the token last taken. */
  readonly since: (from: number) => Span
}

export function cursorOver(text: string): Cursor {
  const tokens = tokensOf(text)
  const end = tokens.at(-1) as Token
  let index = 0
  const peek = (ahead = 0) => tokens[index + ahead] ?? end
  const next = () => tokens[index++] ?? end
  const at = (wanted: string, ahead = 0) => {
    const token = peek(ahead)
    return (
      (token.kind === 'sign' && token.text === wanted) ||
      (token.kind === 'word' && token.text.toLowerCase() === wanted)
    )
  }
  return {
    text,
    peek,
    next,
    at,
    skip: wanted => (at(wanted) ? next() : undefined),
    since: from => ({ from, to: tokens[index - 1]?.to ?? from }),
  }
}

/** Ends the parse with a problem. */
export function refuse(
  message: string,
  span: Span,
  more: Partial<Pick<Problem, 'hint' | 'replacement'>> = {},
): never {
  throw new NotPromql({ message, span: { from: span.from, to: span.to }, ...more })
}

/** How a token is named in a message. */
export const shown = (token: Token): string => (token.kind === 'end' ? 'the end of the query' : token.text)

/** Takes the closing bracket, or says which opening one has none. */
export function close(cursor: Cursor, open: Token, closing: ')' | ']' | '}', expected: string): void {
  if (cursor.skip(closing)) return
  const token = cursor.peek()
  if (token.kind === 'end') refuse(`This ${open.text} is never closed`, open, { hint: `Add ${closing}` })
  if (token.kind === 'sign' && ')]}'.includes(token.text))
    refuse(`${token.text} cannot close ${open.text}`, token, { replacement: closing })
  refuse(`Expected ${expected} or ${closing} here, not ${shown(token)}`, token)
}
