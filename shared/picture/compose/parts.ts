import type { Drawing } from '#shared/ask/drawing.ts'
import { heatOf } from '#shared/picture/histogram/heat.ts'
import type { Area, Crowd, Heat, Line, PictureInput } from '#shared/picture/picture.ts'
import { isShown } from '#shared/picture/shown.ts'
import { bandOf } from '#shared/picture/study/crowd.ts'
import { stackOf, sumOf, type Layer } from '#shared/picture/study/stack.ts'
import type { Group, Study } from '#shared/picture/study/study.ts'

/** A band over fewer series than this says nothing: they are drawn as lines. */
const leastBand = 4
/** What of an answer is drawn, before anything is placed. */
export type Parts = {
  readonly lines: readonly Line[]
  readonly crowds: readonly Crowd[]
  readonly areas: readonly Area[]
  readonly heat: Heat | null
}
/** The indexes in view. */
export type Range = { readonly from: number; readonly to: number }

const isStacked = ({ stacked }: Drawing, { groups }: Study) =>
  stacked && groups.every(({ histogram }) => !histogram)

/** What is drawn of one group: single lines, and a band for those that do not stand out. */
function partsOf(group: Group, input: PictureInput, length: number): Pick<Parts, 'lines' | 'crowds'> {
  const shown = group.lines.filter(({ key }) => isShown(input.shown, key))
  const chosen = input.shown.isolated.length > 0
  if (chosen) return { lines: shown.map(line => ({ ...line, strong: true })), crowds: [] }
  const crowd = input.drawing.crowd === 'crowd' ? shown.filter(({ strong }) => !strong) : []
  if (crowd.length < leastBand) return { lines: shown, crowds: [] }
  const others = group.lines.some(({ strong }) => strong)
  const letter = crowd[0]?.letter ?? ''
  const name = `${letter} ${crowd.length} ${others ? 'others' : 'series'}: median, p10–p90`.trim()
  const band = bandOf(
    crowd.map(({ values }) => values),
    length,
  )
  return {
    lines: shown.filter(({ strong }) => strong),
    crowds: [
      {
        ...band,
        letter,
        axis: group.axis,
        shift: group.shift,
        name: group.shift === 0 ? name : '',
        members: crowd,
      },
    ],
  }
}

/** The lines and crowds of a group as layers of a stack; the crowd is one layer. */
function layersOf({ lines, crowds }: Pick<Parts, 'lines' | 'crowds'>, length: number): readonly Layer[] {
  return [
    ...lines.map((line): Layer => ({
      name: line.name,
      colour: line.colour,
      axis: line.axis,
      unit: line.unit,
      line,
      values: line.values,
    })),
    ...crowds.map(({ name, axis, members }): Layer => ({
      name: name.replace(/:.*/, ''),
      colour: null,
      axis,
      unit: members[0]?.unit ?? 'none',
      line: null,
      values: sumOf(members, length),
    })),
  ]
}

/** Earlier series under a stack are one line: what the stack came to then. */
function earlierTotal(groups: readonly Group[], { shown }: PictureInput, length: number): readonly Line[] {
  return groups.flatMap(group => {
    const own = group.lines.filter(({ key }) => isShown(shown, key))
    const [first] = own
    return first
      ? [{ ...first, name: 'all', colour: 0, strong: true, standsOut: false, values: sumOf(own, length) }]
      : []
  })
}

/** Sorts what is shown into lines, crowds, the layers of a stack and a heatmap. */
export function allParts(study: Study, input: PictureInput, range: Range): Parts {
  const { count } = study.grid
  const of = (groups: readonly Group[]) => {
    const parts = groups.map(group => partsOf(group, input, count))
    return { lines: parts.flatMap(({ lines }) => lines), crowds: parts.flatMap(({ crowds }) => crowds) }
  }
  const now = of(study.groups)
  const heated = study.groups.find(({ histogram }) => histogram)
  if (isStacked(input.drawing, study))
    return {
      lines: earlierTotal(study.earlier, input, count),
      crowds: [],
      areas: stackOf(layersOf(now, count), range.from, range.to),
      heat: null,
    }
  const earlier = of(study.earlier)
  return {
    lines: [...earlier.lines, ...now.lines],
    crowds: [...earlier.crowds, ...now.crowds],
    areas: [],
    heat: heated?.histogram ? heatOf(heated.histogram, heated.counted.unit, range.from, range.to) : null,
  }
}
