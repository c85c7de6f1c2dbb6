import type { Line, PictureInput } from './picture.ts'
import { noExtent, widen } from './scale/extent.ts'
import { printShare, printValue } from './scale/number.ts'
import { timeAbove } from '#shared/picture/study/level.ts'
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
  const { lines, outliers, histogram } = group
  if (histogram) {
    const [median, , highest] = lines
    const of = (line: Line | undefined) =>
      line ? `${line.name} ${against(line, group, study, input) || spanOf({ ...group, lines: [line] })}` : ''
    return `a histogram of ${histogram.bounds.length} buckets; ${of(median)}; ${of(highest)}`
  }
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

/** `above 250 ms for 12.0 % of the time`. */
function aboveWords(study: Study, input: PictureInput): string {
  const { threshold } = input.drawing
  const unit = study.groups.find(({ axis }) => axis === 0)?.counted.unit
  if (threshold === null || unit === undefined) return ''
  const part = timeAbove(study, input, threshold)
  if (Number.isNaN(part)) return ''
  const level = printValue(threshold, unit)
  return part === 0 ? `Never above ${level}` : `Above ${level} for ${printShare(part)} of the time`
}

/** A graph in words: `60 series; i-0c3f9a stands out, 38.0/s in the blip against 0.29/s before.` */
export function sentenceOf(study: Study, input: PictureInput): string {
  const several = study.groups.length > 1
  const clauses = study.groups.map(group => {
    const letter = group.lines[0]?.letter ?? ''
    return `${several && letter ? `${letter}: ` : ''}${clauseOf(group, study, input)}`
  })
  const above = aboveWords(study, input)
  const text = `${clauses.length === 0 ? 'no series' : clauses.join('. ')}${above && `. ${above}`}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
