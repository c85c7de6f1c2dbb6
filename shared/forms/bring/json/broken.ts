/** Where a text stops being JSON: line and column from 1, and the key nearest before it (empty: none). */
export type Broken = { readonly line: number; readonly column: number; readonly near: string }

const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y
const space = /[ \t\r\n]*/y

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing'

/** Where and near what a text breaks the rules of JSON; null where it keeps them. Nesting costs no stack. */
export function findBreak(text: string): Broken | null {
  const open: ('{' | '[')[] = []
  let at = 0
  let near = ''
  let expected = 'value' as Expected

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? null
    if (found !== null) at += found.length
    return found
  }
  const ended = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd')
  const close = (bracket: string): boolean => {
    if (bracket !== (open.at(-1) === '{' ? '}' : ']') || open.length === 0) return false
    open.pop()
    at++
    expected = ended()
    return true
  }
  const step = (): boolean => {
    const char = text[at] ?? ''
    if (expected === 'colon' || expected === 'nothing') {
      if (char !== ':' || expected === 'nothing') return false
      at++
      expected = 'value'
      return true
    }
    if (expected === 'commaOrEnd') {
      if (char !== ',') return close(char)
      at++
      expected = open.at(-1) === '{' ? 'key' : 'value'
      return true
    }
    if (expected === 'key' || expected === 'keyOrEnd') {
      const key = match(string)
      if (key === null) return expected === 'keyOrEnd' && close(char)
      near = key.slice(1, -1)
      expected = 'colon'
      return true
    }
    if (char === '{' || char === '[') {
      open.push(char)
      at++
      expected = char === '{' ? 'keyOrEnd' : 'valueOrEnd'
      return true
    }
    if (match(string) !== null || match(scalar) !== null) {
      expected = ended()
      return true
    }
    return expected === 'valueOrEnd' && close(char)
  }

  for (;;) {
    match(space)
    if (at >= text.length && expected === 'nothing') return null
    if (at < text.length && step()) continue
    const before = text.slice(0, at).split('\n')
    return { line: before.length, column: (before.at(-1) ?? '').length + 1, near }
  }
}
