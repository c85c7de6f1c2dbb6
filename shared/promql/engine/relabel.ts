import type { Span } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import { compileRe2 } from '#shared/series/re2.ts'
import { type Column, distinct } from './column.ts'

const withLabel = (labels: Labels, name: string, value: string): Labels => {
  const { [name]: _, ...rest } = labels as Record<string, string>
  return value === '' ? rest : { ...rest, [name]: value }
}

/** Puts the groups of a match into a template: `$1`, `${1}`, `$name`, `${name}`; `$$` is a dollar; an unknown group is empty. */
function expand(template: string, group: (name: string) => string): string {
  return template.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_, dollar?: string, braced?: string, bare?: string) =>
      dollar === undefined ? group(braced ?? bare ?? '') : '$',
  )
}

/** `label_replace`: series whose source label does not match stay as they are. */
export function labelReplace(
  columns: Iterable<Column>,
  [target, replacement, source, pattern]: readonly [string, string, string, string],
  span: Span,
): readonly Column[] {
  const compiled = compileRe2(pattern)
  const named = compiled.namedGroups()
  const known = new Map<string, string | null>()
  const replaced = (value: string): string | null => {
    const matcher = compiled.matcher(value)
    if (!matcher.find()) return null
    return expand(replacement, name => {
      const index = /^\d+$/.test(name) ? Number(name) : named[name]
      return index === undefined || index > matcher.groupCount() ? '' : (matcher.group(index) ?? '')
    })
  }
  const made: Column[] = []
  for (const one of columns) {
    const value = one.labels[source] ?? ''
    let text = known.get(value)
    if (text === undefined) known.set(value, (text = replaced(value)))
    made.push(text === null ? one : { ...one, labels: withLabel(one.labels, target, text) })
  }
  return distinct(made, span)
}

/** `label_join`: the source labels' values, missing ones empty, with the separator between them. */
export function labelJoin(
  columns: Iterable<Column>,
  [target, separator, ...sources]: readonly [string, string, ...string[]],
  span: Span,
): readonly Column[] {
  const made: Column[] = []
  for (const one of columns) {
    const text = sources.map(name => one.labels[name] ?? '').join(separator)
    made.push({ ...one, labels: withLabel(one.labels, target, text) })
  }
  return distinct(made, span)
}
