import type { Picture } from '#shared/picture/picture.ts'
import type { Study } from '#shared/picture/study/study.ts'
import type { Parts, Range } from './parts.ts'

/** Why there is nothing to see; null where there is something. */
export function emptyBecause(study: Study, parts: Parts, range: Range): Picture['empty'] {
  const { lines, crowds, areas } = parts
  if (study.groups.every(group => group.lines.length === 0)) return 'series'
  const now = lines.filter(({ shift }) => shift === 0)
  if (now.length + crowds.length + areas.length === 0 && !parts.heat) return 'hidden'
  const drawn = [...lines, ...areas, ...crowds.flatMap(({ members }) => members)]
  const some =
    drawn.some(({ values }) => values.subarray(range.from, range.to).some(value => Number.isFinite(value))) ||
    (parts.heat?.most ?? 0) > 0
  return some ? null : 'values'
}
