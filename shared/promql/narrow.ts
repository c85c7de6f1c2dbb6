import type { Matcher } from '#shared/series/matcher.ts'
import { compileMatcher } from '#shared/series/matching.ts'
import { metricName } from '#shared/series/labels.ts'
import { literalsOf } from '#shared/series/pattern.ts'
import { aggregationOf } from './aggregations.ts'
import { functionOf } from './functions.ts'
import { print } from './print.ts'
import { type Aggregate, type Call, type Expression, inner, replaced, selectorsOf } from './tree.ts'
import { typeOf } from './check/typing.ts'

const matcherOrder = (a: Matcher, b: Matcher) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.op + a.value < b.op + b.value ? -1 : 1

/** The text of an expression in one form: equal for expressions that differ in layout, outer parentheses or the order of matchers only. */
export const canonicalText = (node: Expression): string =>
  print(
    replaced(inner(node), one =>
      one.kind === 'selector'
        ? {
            ...one,
            matchers: one.matchers
              .map(({ name, op, value, span }) => ({ name, op, value, span }))
              .toSorted(matcherOrder),
          }
        : undefined,
    ),
  )

const equal = (a: Matcher, b: Matcher) => a.name === b.name && a.op === b.op && a.value === b.value

const leftOut = ({ op, value }: Matcher): readonly string[] =>
  op === '!=' ? [value] : op === '!~' ? (literalsOf(value) ?? []) : []

/** True where whatever satisfies `matchers` satisfies `held`, as far as that can be told. */
function implies(matchers: readonly Matcher[], held: Matcher): boolean {
  const own = matchers.filter(({ name }) => name === held.name)
  if (own.some(matcher => equal(matcher, held))) return true
  if (held.name === metricName) return false
  const fixed = own.find(({ op }) => op === '=')
  if (fixed !== undefined) return compileMatcher(held)(fixed.value)
  const gone = leftOut(held)
  return gone.length > 0 && own.some(matcher => gone.every(value => leftOut(matcher).includes(value)))
}

function callCarries(node: Call, label: string): boolean {
  if (
    node.name === 'absent' ||
    node.name === 'absent_over_time' ||
    functionOf(node.name)?.returns !== 'vector'
  )
    return false
  if (node.name === 'histogram_quantile' && label === 'le') return false
  const target = node.args[1]
  const written = node.name === 'label_replace' || node.name === 'label_join'
  if (written && target?.kind === 'string' && target.value === label) return false
  return node.args.every(arg => selectorsOf(arg).length === 0 || carries(arg, label))
}

function aggregateCarries({ op, grouping, args }: Aggregate, label: string): boolean {
  if (aggregationOf(op).keepsLabels || grouping === undefined) return false
  const named = grouping.labels.some(({ name }) => name === label)
  const [first] = args
  if (op === 'count_values' && first?.kind === 'string' && first.value === label) return false
  return named !== grouping.without && args.every(arg => selectorsOf(arg).length === 0 || carries(arg, label))
}

/** True where a series of the result is made of no others than the series read with the same value of the label. */
function carries(node: Expression, label: string): boolean {
  switch (node.kind) {
    case 'selector':
    case 'range':
      return true
    case 'paren':
    case 'unary':
      return carries(node.body, label)
    case 'binary': {
      const vectors = [node.left, node.right].filter(side => typeOf(side) === 'vector')
      return vectors.length === 1 && vectors.every(side => carries(side, label))
    }
    case 'call':
      return callCarries(node, label)
    case 'aggregate':
      return aggregateCarries(node, label)
    default:
      return false
  }
}

/**
 * The conditions by which the answer to `wanted` can be picked out of the answer to `kept`: none where both ask the same, those that `wanted`
 * adds to the selector where it is the same but for them; null where it cannot be told.
 */
export function narrowing(kept: Expression, wanted: Expression): readonly Matcher[] | null {
  if (canonicalText(kept) === canonicalText(wanted)) return []
  const [own, ...others] = selectorsOf(kept)
  const [asked, ...more] = selectorsOf(wanted)
  if (own === undefined || asked === undefined || others.length + more.length > 0) return null
  const widened = replaced(wanted, node =>
    node === asked ? { ...asked, matchers: own.matchers } : undefined,
  )
  if (canonicalText(widened) !== canonicalText(kept)) return null
  if (!own.matchers.every(held => implies(asked.matchers, held))) return null
  const added = asked.matchers.filter(matcher => !own.matchers.some(held => equal(held, matcher)))
  const apart = added.every(({ name }) => name !== metricName && carries(inner(kept), name))
  return apart ? added.map(({ name, op, value }) => ({ name, op, value })) : null
}
