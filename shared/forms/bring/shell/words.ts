const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  "'": "'",
  '"': '"',
  '\\': '\\',
}

/** Windows' command line escapes with `^`; a text that continues its lines so is written as a shell would have it. */
const plain = (text: string): string =>
  /^[^'"\\]*\^"|^[^'\\]*\^\r?\n/.test(text) ? text.replace(/\^\r?\n/g, ' ').replace(/\^(.)/g, '$1') : text

/**
 * Commands as a shell splits them: `'…'`, `"…"`, `$'…'`, backslashes and continued lines understood, nothing expanded. A line end, `;`, `|` and `&`
 * outside of quotes end a command. A quote that is never closed runs to the end.
 */
export function splitCommands(input: string): readonly (readonly string[])[] {
  const text = plain(input)
  const commands: string[][] = [[]]
  let word: string | null = null
  let at = 0
  const add = (piece: string) => {
    word = (word ?? '') + piece
  }
  const endWord = () => {
    if (word !== null) commands.at(-1)?.push(word)
    word = null
  }
  const until = (quote: string, backslash: (next: string) => string | null) => {
    add('')
    while (at < text.length && text[at] !== quote) {
      const char = text[at] ?? ''
      const meant = char === '\\' ? backslash(text[at + 1] ?? '') : null
      add(meant ?? char)
      at += meant === null ? 1 : 2
    }
    at++
  }
  while (at < text.length) {
    const char = text[at] ?? ''
    const next = text[at + 1] ?? ''
    at++
    if (char === "'") until("'", () => null)
    else if (char === '$' && next === "'") {
      at++
      until("'", following => escapes[following] ?? null)
    } else if (char === '"')
      until('"', following => (/["\\$`]/.test(following) ? following : following === '\n' ? '' : null))
    else if (char === '\\') {
      const broken = /^\r?\n/.exec(text.slice(at, at + 2))
      if (!broken) add(next)
      at += broken ? broken[0].length : 1
    } else if (/[\n;|&]/.test(char)) {
      endWord()
      commands.push([])
    } else if (/\s/.test(char)) endWord()
    else add(char)
  }
  endWord()
  return commands.filter(command => command.length > 0)
}
