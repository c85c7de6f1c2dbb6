import type { Labels } from '#shared/series/labels.ts'
import { metricName } from '#shared/series/labels.ts'
import { literalsOf } from '#shared/series/pattern.ts'
import { printMatcher } from '#shared/promql/print.ts'
import { childrenOf, type Expression, type MatcherAt, type Selector } from '#shared/promql/tree.ts'
import type { Edit } from '#shared/query/span.ts'
import type { Edits } from './edit.ts'

/** The selectors whose series can bring the label into the result, or why none can. */
function carriers(node: Expression, label: string): readonly Selector[] | string {
  if (node.kind === 'selector') return [node]
  if (node.kind === 'call' && (node.name === 'label_replace' || node.name === 'label_join')) {
    const target = node.args[1]
    if (target?.kind === 'string' && target.value === label) return `${label} is written by ${node.name}`
  }
  if (node.kind === 'aggregate' && node.op === 'count_values') {
    const target = node.args[0]
    if (target?.kind === 'string' && target.value === label) return `${label} is written by count_values`
  }
  const found: Selector[] = []
  for (const child of carryingChildren(node, label)) {
    const below = carriers(child, label)
    if (typeof below === 'string') return below
    found.push(...below)
  }
  return found
}

/** Under group_left and group_right a label that is not matched comes from one side only. */
function carryingChildren(node: Expression, label: string): readonly Expression[] {
  if (node.kind !== 'binary' || node.matching?.many === undefined) return childrenOf(node)
  const { matching, left, right } = node
  const has = (labels: typeof matching.labels) => labels.some(one => one.name === label)
  if (has(matching.labels) === matching.on) return [left, right]
  const many = matching.many === 'left' ? left : right
  const one = matching.many === 'left' ? right : left
  return [has(matching.include) ? one : many]
}

/** Puts a condition at the end of a selector's braces, making them where there are none. */
function added({ body, braces, matchers }: Selector, text: string, condition: string): Edit {
  if (braces === undefined) return { from: body.to, to: body.to, text: `{${condition}}` }
  const inside = matchers.filter(matcher => !matcher.head)
  const last = inside.at(-1)
  if (last === undefined) return { from: braces.from, to: braces.to, text: `{${condition}}` }
  const tight = inside.length > 1 && !text.slice(braces.from, last.span.to).includes(', ')
  return { from: last.span.to, to: last.span.to, text: `${tight ? ',' : ', '}${condition}` }
}

const replaced = ({ span }: MatcherAt, condition: string): Edit => ({
  from: span.from,
  to: span.to,
  text: condition,
})

/** One edit for several conditions added to one selector, so that they come in order. */
function collected(edits: readonly Edit[]): readonly Edit[] {
  const merged: Edit[] = []
  for (const edit of edits) {
    const i = merged.findIndex(one => one.from === edit.from && one.to === edit.to)
    const held = merged[i]
    if (held === undefined) merged.push(edit)
    else if (edit.text.startsWith('{'))
      merged[i] = { ...held, text: `${held.text.slice(0, -1)}, ${edit.text.slice(1)}` }
    else merged[i] = { ...held, text: held.text + edit.text }
  }
  return merged
}

function eachCarrier(
  tree: Expression,
  labels: Labels,
  change: (selector: Selector, name: string, value: string) => readonly Edit[] | string,
): Edits {
  const edits: Edit[] = []
  const wanted = Object.entries(labels).filter(([name]) => name !== metricName)
  if (wanted.length === 0) return { reason: 'There is no label to go by' }
  for (const [name, value] of wanted) {
    const selectors = carriers(tree, name)
    if (typeof selectors === 'string') return { reason: selectors }
    if (selectors.length === 0) return { reason: 'The query reads no series' }
    for (const selector of selectors) {
      const made = change(selector, name, value)
      if (typeof made === 'string') return { reason: made }
      edits.push(...made)
    }
  }
  return { edits: collected(edits) }
}

/** Narrows every selector that can carry a label to its value; a condition on that label gives way. */
export function filterEdits(tree: Expression, text: string, labels: Labels): Edits {
  return eachCarrier(tree, labels, (selector, name, value) => {
    const condition = printMatcher({ name, op: '=', value })
    const held = selector.matchers.find(matcher => matcher.name === name)
    return [held === undefined ? added(selector, text, condition) : replaced(held, condition)]
  })
}

const escapePattern = (value: string) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Leaves the series with one label value out; several values become one pattern. */
export function excludeEdits(tree: Expression, text: string, labels: Labels): Edits {
  if (Object.keys(labels).filter(name => name !== metricName).length > 1)
    return { reason: 'Conditions cannot leave out a combination of labels: choose one of them' }
  return eachCarrier(tree, labels, (selector, name, value) => {
    const own = selector.matchers.filter(matcher => matcher.name === name)
    if (own.some(matcher => matcher.op === '=' && matcher.value === value))
      return `The query asks for ${name}=${JSON.stringify(value)}, so nothing would be left`
    const held = own.find(matcher => matcher.op === '!=' || matcher.op === '!~')
    if (held === undefined) return [added(selector, text, printMatcher({ name, op: '!=', value }))]
    if (held.op === '!=' && held.value === value) return []
    const literals = held.op === '!=' ? [held.value] : literalsOf(held.value)
    if (held.op === '!~' && literals?.includes(value)) return []
    const before = literals === undefined ? `(?:${held.value})` : literals.map(escapePattern).join('|')
    return [replaced(held, printMatcher({ name, op: '!~', value: `${before}|${escapePattern(value)}` }))]
  })
}
