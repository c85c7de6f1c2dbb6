/** What is wrong with a text, and where; lines count from 1. */
export type LineProblem = { readonly line: number; readonly message: string }

/** A piece of the text form of a notebook; `line` is its first line, from 1. */
export type Piece = { readonly line: number } & (
  | { readonly is: 'anchor'; readonly id: string }
  | { readonly is: 'title'; readonly text: string }
  | { readonly is: 'section'; readonly name: string }
  | { readonly is: 'step'; readonly title: string }
  | { readonly is: 'task'; readonly done: boolean; readonly text: string }
  | { readonly is: 'field'; readonly name: string; readonly value: string }
  | { readonly is: 'fence'; readonly info: string; readonly text: string }
  | { readonly is: 'quote'; readonly text: string }
  | { readonly is: 'verdict'; readonly text: string }
)

export type Pieces = {
  readonly head: readonly { readonly line: number; readonly name: string; readonly value: string }[]
  readonly body: readonly Piece[]
  readonly problems: readonly LineProblem[]
}

type Shape = { readonly shape: RegExp; readonly piece: (found: readonly string[], line: number) => Piece }

const shapes: readonly Shape[] = [
  { shape: /^<a id="([^"]*)"><\/a>\s*$/, piece: ([id = ''], line) => ({ line, is: 'anchor', id }) },
  { shape: /^#(?: (.*))?$/s, piece: ([text = ''], line) => ({ line, is: 'title', text }) },
  { shape: /^## \d+\.(?: (.*))?$/s, piece: ([title = ''], line) => ({ line, is: 'step', title }) },
  { shape: /^## (.*)$/s, piece: ([name = ''], line) => ({ line, is: 'section', name: name.trim() }) },
  {
    shape: /^- \[([ x])\](?: (.*))?$/s,
    piece: ([sign = '', text = ''], line) => ({ line, is: 'task', done: sign === 'x', text }),
  },
  {
    shape: /^- ([a-z]+)(?:: (.*))?\s*$/s,
    piece: ([name = '', value = ''], line) => ({ line, is: 'field', name, value: value.trim() }),
  },
  { shape: /^(\*\*.*)$/s, piece: ([text = ''], line) => ({ line, is: 'verdict', text: text.trim() }) },
]
const passedOver = /^\s*$|^!\[|^\||^\*(?!\*)/
const fenceOpens = /^(`{3,})(.*)$/s

/**
 * The pieces of a notebook's text form, told apart line by line. Pictures (`![`), tables (`|`) and sentences in italics (`*`) are what
 * others saw and are passed over. A line of no known shape is a problem, and so is a fence or a head that does not close.
 */
export function piecesOf(text: string): Pieces {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const head: Pieces['head'][number][] = []
  const body: Piece[] = []
  const problems: LineProblem[] = []
  let i = lines.findIndex(line => line.trim() !== '')
  if (lines[i]?.trimEnd() !== '---') {
    const message = 'a notebook begins with a line `---` and its status, window and source'
    return { head, body, problems: [{ line: Math.max(i, 0) + 1, message }] }
  }
  const headLine = i + 1
  for (i += 1; i < lines.length && lines[i]?.trimEnd() !== '---'; i += 1) {
    const [, name, value] = /^([a-z]+):(?: (.*))?$/s.exec(lines[i] ?? '') ?? []
    if (name !== undefined) head.push({ line: i + 1, name, value: (value ?? '').trim() })
    else if (lines[i]?.trim() !== '')
      problems.push({ line: i + 1, message: 'expected `name: value`, as in `status: open`' })
  }
  if (i >= lines.length)
    problems.push({ line: headLine, message: 'the head that begins here is not closed by `---`' })
  for (i += 1; i < lines.length; i += 1) {
    const line = lines[i] ?? ''
    const fence = fenceOpens.exec(line)
    if (fence) {
      let end = i + 1
      while (end < lines.length && lines[end]?.trimEnd() !== fence[1]) end += 1
      if (end === lines.length)
        return { head, body, problems: [...problems, { line: i + 1, message: 'this fence is not closed' }] }
      body.push({
        line: i + 1,
        is: 'fence',
        info: (fence[2] ?? '').trim(),
        text: lines.slice(i + 1, end).join('\n'),
      })
      i = end
    } else if (line.startsWith('>')) {
      const from = i
      while (lines[i + 1]?.startsWith('>')) i += 1
      const quoted = lines.slice(from, i + 1).map(other => other.replace(/^> ?/, ''))
      body.push({ line: from + 1, is: 'quote', text: quoted.join('\n') })
    } else if (!passedOver.test(line)) {
      const shape = shapes.find(one => one.shape.test(line))
      if (shape) body.push(shape.piece((shape.shape.exec(line) ?? []).slice(1), i + 1))
      else
        problems.push({
          line: i + 1,
          message: 'this line has no known shape; words stand behind `> `, queries in a fence',
        })
    }
  }
  return { head, body, problems }
}
