import { indexesIn, windowOf } from '#shared/time/grid.ts'
import { overlaps } from '#shared/time/window.ts'
import { axesOf } from '#shared/picture/compose/axes.ts'
import { emptyBecause } from '#shared/picture/compose/empty.ts'
import { laneOf } from '#shared/picture/compose/lane.ts'
import { allParts } from '#shared/picture/compose/parts.ts'
import { unseen } from '#shared/picture/compose/unseen.ts'
import { namedAt } from '#shared/picture/place/namedAt.ts'
import { studyOf } from '#shared/picture/study/study.ts'
import type { Line, Picture, PictureInput } from './picture.ts'
import { printValue } from './scale/number.ts'
import { sentenceOf } from './sentence.ts'

/** More names than this are not written beside their lines. */
const mostNames = 12

/** Quiet lines lie under loud ones, earlier ones under those of now. */
const layer = ({ strong, standsOut, shift }: Line) =>
  (standsOut ? 4 : 0) + (strong ? 2 : 0) + (shift === 0 ? 1 : 0)

/** What is drawn of an answer; pure, computed once for an answer and a state, then drawn at any size. */
export function pictureOf(input: PictureInput): Picture {
  const study = studyOf(input)
  const view = input.view ?? windowOf(study.grid)
  const range = indexesIn(study.grid, { from: view.from, to: view.to + 1 })
  const parts = allParts(study, input, range)
  const axes = axesOf(study, parts, input, range)
  const now = parts.lines.filter(({ shift }) => shift === 0)
  const strong = now.filter(line => line.strong)
  const named = now.length + parts.crowds.length > 1 && strong.length <= mostNames
  const lines = parts.lines
    .map((line): Line => {
      const axis = axes[line.axis]
      return named && axis && line.strong && line.shift === 0
        ? { ...line, named: namedAt(line, strong, study.grid, axis, input.blip, view) }
        : line
    })
    .sort((a, b) => layer(a) - layer(b))
  const { threshold } = input.drawing
  const [first] = axes
  return {
    grid: study.grid,
    view,
    zone: input.zone,
    axes,
    crowds: parts.crowds,
    lines,
    areas: parts.areas,
    heat: parts.heat,
    threshold:
      threshold === null || !first ? null : { value: threshold, text: printValue(threshold, first.unit) },
    blip: input.blip && overlaps(input.blip, view) ? input.blip : null,
    before: input.before && overlaps(input.before, view) ? input.before : null,
    lane: laneOf(input, view),
    empty: emptyBecause(study, parts, range),
    sentence: sentenceOf(study, input),
    remarks: [...study.remarks, ...unseen(parts, axes, range)],
  }
}
