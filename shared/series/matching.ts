import type { Labels } from './labels.ts'
import type { Matcher } from './matcher.ts'
import { compilePattern } from './re2.ts'

/** Whether one label value (empty for a missing label) satisfies the matcher. Throws where its regular expression is wrong. */
export function compileMatcher(matcher: Matcher): (value: string) => boolean {
  const { op, value } = matcher
  if (op === '=') return text => text === value
  if (op === '!=') return text => text !== value
  const pattern = compilePattern(value)
  return op === '=~' ? pattern : text => !pattern(text)
}

/** Whether a label set satisfies all of the matchers. Throws where a regular expression is wrong. */
export function compileMatchers(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map(matcher => ({ name: matcher.name, test: compileMatcher(matcher) }))
  return labels => tests.every(({ name, test }) => test(labels[name] ?? ''))
}
