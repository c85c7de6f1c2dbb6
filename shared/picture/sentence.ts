import type { Line, PictureInput } from './picture.ts'
import { noExtent, widen } from './scale/extent.ts'
import { printValue } from './scale/number.ts'
import { meanIn, type Group, type Study } from '#shared/picture/study/study.ts'

function against(line: Line, group: Group, study: Study, { blip, before }: PictureInput): string {
  if (!blip) return ''
  const { unit } = group.counted
  const now = printValue(meanIn(line, blip, study), unit)
  return before
    ? `${now} in the blip against ${printValue(meanIn(line, before, study), unit)} before`
    : `${now} in the blip`
}

function spanOf(group: Group): string {
  const extent = noExtent()
  for (const { values } of group.lines) widen(extent, values, 0, values.length)
  if (extent.max < extent.min) return 'no values in this window'
  const { unit } = group.counted
  return `between ${printValue(extent.min, unit)} and ${printValue(extent.max, unit)}`
}

function clauseOf(group: Group, study: Study, input: PictureInput): string {
  const { lines, outliers } = group
  const [first, ...others] = outliers
  const count = lines.length === 1 ? '1 series' : `${lines.length} series`
  if (lines.length === 0) return 'no series'
  if (first) {
    const more =
      others.length > 0
        ? `; so ${others.length === 1 ? 'does' : 'do'} ${others.map(({ name }) => name).join(', ')}`
        : ''
    const numbers = against(first, group, study, input)
    return `${count}; ${first.name} stands out${numbers && `, ${numbers}`}${more}`
  }
  const only = lines.length === 1 && lines[0] ? against(lines[0], group, study, input) : ''
  if (only) return `${count}, ${only}`
  return `${count}, ${spanOf(group)}`
}

/** A graph in words: `60 series; i-0c3f9a stands out, 38.0/s in the blip against 0.29/s before.` */
export function sentenceOf(study: Study, input: PictureInput): string {
  const several = study.groups.length > 1
  const clauses = study.groups.map(group => {
    const letter = group.lines[0]?.letter ?? ''
    return `${several && letter ? `${letter}: ` : ''}${clauseOf(group, study, input)}`
  })
  const text = clauses.length === 0 ? 'no series' : clauses.join('. ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
