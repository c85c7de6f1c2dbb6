import { printDuration, printNumber, quoted } from './syntax/literal.ts'
import type { Aggregate, Binary, Expression, Grouping, LabelName, MatcherAt, Modifiers } from './tree.ts'

const plainName = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** A label name, quoted where it must be. */
export const printLabelName = (name: string): string => (plainName.test(name) ? name : quoted(name))

/** A condition: `node="i-1"`. */
export const printMatcher = ({ name, op, value }: Pick<MatcherAt, 'name' | 'op' | 'value'>): string =>
  `${printLabelName(name)}${op}${quoted(value)}`

const names = (labels: readonly LabelName[]) =>
  `(${labels.map(label => printLabelName(label.name)).join(', ')})`

const groupingText = (grouping: Grouping | undefined) =>
  grouping === undefined ? '' : ` ${grouping.without ? 'without' : 'by'} ${names(grouping.labels)} `

function modifiersText({ at, offset }: Modifiers): string {
  const time =
    at === undefined
      ? ''
      : typeof at.time === 'string'
        ? ` @ ${at.time}()`
        : ` @ ${printNumber(at.time / 1000)}`
  return time + (offset === undefined ? '' : ` offset ${printDuration(offset.by)}`)
}

/** A metric with its conditions, without range, offset and @: `x{node="i-1"}`. */
export function printSelector(matchers: readonly MatcherAt[]): string {
  const head = matchers.find(matcher => matcher.head)
  const rest = matchers.filter(matcher => !matcher.head)
  const braces = rest.length === 0 && head !== undefined ? '' : `{${rest.map(printMatcher).join(', ')}}`
  return (head?.value ?? '') + braces
}

function operatorText({ op, bool, matching }: Binary): string {
  let text: string = op
  if (bool !== undefined) text += ' bool'
  if (matching === undefined) return text
  text += ` ${matching.on ? 'on' : 'ignoring'} ${names(matching.labels)}`
  if (matching.many === undefined) return text
  return `${text} group_${matching.many} ${names(matching.include)}`
}

const aggregateHead = ({ op, grouping }: Aggregate) => op + groupingText(grouping)

/** The tree as text on one line, in the way Prometheus writes it. Comments are not part of a tree. */
export function print(node: Expression): string {
  switch (node.kind) {
    case 'number':
      return node.value === Infinity ? 'Inf' : printNumber(node.value)
    case 'string':
      return quoted(node.value)
    case 'selector':
      return printSelector(node.matchers) + modifiersText(node)
    case 'range':
      return `${printSelector(node.selector.matchers)}[${printDuration(node.range.length)}]${modifiersText(node.selector)}`
    case 'subquery': {
      const step = node.step === undefined ? '' : printDuration(node.step.length)
      return `${print(node.body)}[${printDuration(node.range.length)}:${step}]${modifiersText(node)}`
    }
    case 'paren':
      return `(${print(node.body)})`
    case 'unary':
      return node.op + print(node.body)
    case 'binary':
      return `${print(node.left)} ${operatorText(node)} ${print(node.right)}`
    case 'aggregate':
      return `${aggregateHead(node)}(${node.args.map(print).join(', ')})`
    case 'call':
      return `${node.name}(${node.args.map(print).join(', ')})`
  }
}

const width = 80

/** The tree laid out over lines where one of 80 characters would not hold it. */
export function layOut(node: Expression, depth = 0): string {
  const pad = '  '.repeat(depth)
  const line = pad + print(node)
  if (line.length <= width) return line
  const inside = (args: readonly Expression[]) => args.map(arg => layOut(arg, depth + 1)).join(',\n')
  switch (node.kind) {
    case 'paren':
      return `${pad}(\n${inside([node.body])}\n${pad})`
    case 'aggregate':
      return `${pad}${aggregateHead(node)}(\n${inside(node.args)}\n${pad})`
    case 'call':
      return node.args.length === 0 ? line : `${pad}${node.name}(\n${inside(node.args)}\n${pad})`
    case 'binary':
      return `${layOut(node.left, depth + 1)}\n${pad}${operatorText(node)}\n${layOut(node.right, depth + 1)}`
    default:
      return line
  }
}
