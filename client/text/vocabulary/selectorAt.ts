/** Where a caret stands in the braces of a selector, and what else is said there. */
export type SelectorAt = {
  /** A label name, or a value of `label`. */
  readonly is: 'label' | 'value'
  /** Where the word begins that is being typed, and where what it replaces ends. */
  readonly from: number
  readonly to: number
  readonly label: string
  /** The selector without the condition being typed; empty where nothing else narrows it. */
  readonly rest: string
  /** The quote that is open and not closed behind the caret; empty otherwise. */
  readonly unclosed: string
}

const condition = /\s*([\w.]+)\s*(=~|!~|!=|=)\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*(?:,|(?=\}|$))/y
const begun = /^\s*([\w.]*)\s*(?:(=~|!~|!=|=)\s*(?:(["'])((?:[^"'\\\n]|\\.)*))?)?$/

/** The place of the innermost bracket that is open before the caret, strings and comments passed over; -1 where none is. */
function openBracket(text: string, caret: number): number {
  const open: number[] = []
  const marks = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*|[{}()[\]]/g
  for (const found of text.slice(0, caret).matchAll(marks)) {
    if (/[{([]/.test(found[0][0] ?? '')) open.push(found.index)
    else if (/[})\]]/.test(found[0][0] ?? '')) open.pop()
  }
  return open.at(-1) ?? -1
}

function conditionsFrom(
  text: string,
  start: number,
): { readonly said: readonly string[]; readonly end: number } {
  const said: string[] = []
  condition.lastIndex = start
  for (let end = start; ; end = condition.lastIndex) {
    const found = condition.exec(text)
    if (!found) return { said, end }
    said.push(`${found[1]}${found[2]}${found[3]}`)
  }
}

/** The condition that is being typed at the caret, if it stands in the braces of a selector. */
export function selectorAt(text: string, caret: number): SelectorAt | null {
  const brace = openBracket(text, caret)
  if (text[brace] !== '{') return null
  const metric = /[\w:]*$/.exec(text.slice(0, brace).trimEnd())?.[0] ?? ''
  const before = conditionsFrom(text.slice(0, caret), brace + 1)
  const now = begun.exec(text.slice(before.end, caret))
  if (!now) return null
  const [, label = '', operator, quote, value = ''] = now
  if (operator !== undefined && quote === undefined) return null
  const behind = text.slice(caret)
  const wordEnd = quote === undefined ? /^[\w.]*/ : quote === '"' ? /^[^"\n,}]*/ : /^[^'\n,}]*/
  const to = caret + (wordEnd.exec(behind)?.[0].length ?? 0)
  const closed = quote !== undefined && text[to] === quote
  const after = conditionsFrom(
    text,
    to + (closed ? 1 : 0) + (/^\s*,/.exec(text.slice(to + (closed ? 1 : 0)))?.[0].length ?? 0),
  )
  const said = [...before.said, ...after.said]
  const typed = operator?.includes('~') ? value.slice(value.lastIndexOf('|') + 1) : value
  return {
    is: quote === undefined ? 'label' : 'value',
    from: caret - (quote === undefined ? label.length : typed.length),
    to,
    label,
    rest: said.length === 0 ? metric : `${metric}{${said.join(', ')}}`,
    unclosed: quote !== undefined && !closed ? quote : '',
  }
}

/** Whether a label is being named at the caret in the list of `by`, `without`, `on`, `ignoring` or `group_…`; where it begins. */
export function groupingAt(text: string, caret: number): { readonly from: number } | null {
  const bracket = openBracket(text, caret)
  if (text[bracket] !== '(') return null
  if (!/\b(by|without|on|ignoring|group_left|group_right)\s*$/i.test(text.slice(0, bracket))) return null
  return { from: caret - (/[\w.]*$/.exec(text.slice(0, caret))?.[0].length ?? 0) }
}
