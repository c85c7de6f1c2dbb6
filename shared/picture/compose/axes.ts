import type { PictureInput, ValueAxis } from '#shared/picture/picture.ts'
import { noExtent, rangeOf, widen, type Extent } from '#shared/picture/scale/extent.ts'
import type { Study } from '#shared/picture/study/study.ts'
import type { Parts, Range } from './parts.ts'

/** The least and the greatest of what is drawn on an axis. */
function extentOf(axis: number, { lines, crowds, areas, heat }: Parts, { from, to }: Range): Extent {
  const extent = noExtent()
  const heated = axis === 0 && heat !== null
  for (const line of lines)
    if (line.axis === axis && !(heated && line.computed)) widen(extent, line.values, from, to)
  for (const area of areas) if (area.axis === axis) widen(extent, area.high, from, to)
  for (const crowd of crowds)
    if (crowd.axis === axis)
      for (const values of crowd.shift === 0 ? [crowd.low, crowd.high] : [crowd.median])
        widen(extent, values, from, to)
  if (heated) widen(extent, Float64Array.from(heat.edges), heat.rows.from, heat.rows.to + 1)
  return extent
}

/** The axes and their ranges around what is in view, a threshold included. */
export function axesOf(study: Study, parts: Parts, input: PictureInput, range: Range): readonly ValueAxis[] {
  const { drawing } = input
  const units = [
    ...new Map(study.groups.map(({ axis, counted }) => [axis, counted] as const).reverse()),
  ].sort((a, b) => a[0] - b[0])
  const lettered = (title: string, axis: number) =>
    units.length < 2
      ? title
      : [
          [
            ...new Set(
              study.groups
                .filter(group => group.axis === axis)
                .flatMap(({ lines }) => lines[0]?.letter ?? []),
            ),
          ].join(', '),
          title,
        ]
          .filter(Boolean)
          .join(' · ')
  return units.map(([axis, { unit }]): ValueAxis => {
    const extent = extentOf(axis, parts, range)
    if (axis === 0 && drawing.threshold !== null && extent.max >= extent.min)
      widen(extent, Float64Array.of(drawing.threshold), 0, 1)
    const titles = new Set(
      study.groups.filter(group => group.axis === axis).map(({ counted }) => counted.title),
    )
    const title = titles.size === 1 ? ([...titles][0] ?? '') : unit === 'perSecond' ? 'per second' : ''
    const heat = axis === 0 ? parts.heat : null
    if (heat && extent.max > extent.min)
      return {
        unit,
        title: lettered(title, axis),
        scale: heat.scale,
        min: heat.scale === 'log' ? extent.positive : extent.min,
        max: extent.max,
        bounds: heat.bounds,
      }
    const scale = parts.areas.length > 0 ? 'linear' : drawing.scale
    const base = parts.areas.length > 0 ? 'zero' : drawing.base
    return { unit, title: lettered(title, axis), scale, ...rangeOf(extent, scale, base), bounds: null }
  })
}
