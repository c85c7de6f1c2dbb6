import type { Language } from '#shared/query/language.ts'
import type { Problem } from '#shared/query/span.ts'
import { checkerWith, type Check, type SenseOf } from './check/checker.ts'
import { parse } from './parse.ts'
import { layOut } from './print.ts'
import { earlierEdits } from './rewrite/earlier.ts'
import { rewrite } from './rewrite/edit.ts'
import { excludeEdits, filterEdits } from './rewrite/filter.ts'
import { groupingOf, splitEdits, unsplitEdits } from './rewrite/split.ts'
import { cursorOver } from './syntax/cursor.ts'
import { selectorsOf } from './tree.ts'
import { typeOf, typeWords } from './check/typing.ts'

function problems(text: string, check: Check): readonly Problem[] {
  const parsed = parse(text)
  if (!parsed.ok) return parsed.problems
  const wrong = check(parsed.tree)
  const type = typeOf(parsed.tree)
  if (wrong.length > 0 || type === 'vector' || type === 'scalar') return wrong
  const message = `A graph needs an instant vector or a number, not ${typeWords[type]}`
  const hint = type === 'matrix' ? 'Put rate(…) or avg_over_time(…) around it' : undefined
  return [{ message, span: parsed.tree.span, ...(hint && { hint }) }]
}

/** True where a comment stands between or behind the tokens. */
function hasComment(text: string): boolean {
  const cursor = cursorOver(text)
  let at = 0
  for (;;) {
    const token = cursor.next()
    if (text.slice(at, token.from).includes('#')) return true
    if (token.kind === 'end') return false
    at = token.to
  }
}

/** PromQL as the rest of the program asks for it, its regular expressions judged by what is given. */
export function promqlWith(senseOf: SenseOf): Language {
  const check = checkerWith(senseOf)
  return {
    id: 'promql',
    problems: text => problems(text, check),
    selectors: text => {
      const parsed = parse(text)
      if (!parsed.ok) return []
      return selectorsOf(parsed.tree).map(({ matchers }) =>
        matchers.map(({ name, op, value }) => ({ name, op, value })),
      )
    },
    groupedBy: text => {
      const parsed = parse(text)
      return parsed.ok ? groupingOf(parsed.tree) : undefined
    },
    split: (text, label) => rewrite(text, check, tree => splitEdits(tree, text, label)),
    unsplit: (text, label) => rewrite(text, check, tree => unsplitEdits(tree, text, label)),
    filter: (text, labels) => rewrite(text, check, tree => filterEdits(tree, text, labels)),
    exclude: (text, labels) => rewrite(text, check, tree => excludeEdits(tree, text, labels)),
    earlier: (text, by) => rewrite(text, check, tree => earlierEdits(tree, text, by)),
    format: text =>
      rewrite(text, check, tree =>
        hasComment(text)
          ? { reason: 'Its comments would be lost' }
          : { edits: [{ from: 0, to: text.length, text: layOut(tree) }] },
      ),
  }
}
