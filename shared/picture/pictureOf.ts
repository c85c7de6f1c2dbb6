import type { EventKind } from '#shared/ask/event.ts'
import { indexesIn, windowOf } from '#shared/time/grid.ts'
import { overlaps, type Window } from '#shared/time/window.ts'
import { bandOf } from '#shared/picture/study/crowd.ts'
import type { Crowd, LaneMark, Line, Picture, PictureInput, ValueAxis } from './picture.ts'
import { namedAt } from '#shared/picture/place/namedAt.ts'
import { noExtent, rangeOf, widen } from './scale/extent.ts'
import { sentenceOf } from './sentence.ts'
import { isShown } from './shown.ts'
import { studyOf, type Group, type Study } from '#shared/picture/study/study.ts'

/** A band over fewer series than this says nothing: they are drawn as lines. */
const leastBand = 4
/** More names than this are not written beside their lines. */
const mostNames = 12

const plurals: Readonly<Record<EventKind, string>> = {
  deploy: 'deploys',
  config: 'config changes',
  chaos: 'experiments',
  flag: 'flags',
  scaling: 'scalings',
  alert: 'alerts',
  other: 'events',
}

function laneOf({ events, marks }: PictureInput, view: Window): readonly LaneMark[] {
  const lane: LaneMark[] = [
    ...events.map(({ at, until, title, kind }): LaneMark => ({
      at,
      until: until ?? null,
      text: title,
      plural: plurals[kind],
      is: 'event',
    })),
    ...marks.map(({ window, text }): LaneMark => ({
      at: window.from,
      until: window.to > window.from ? window.to : null,
      text,
      plural: 'marks',
      is: 'mark',
    })),
  ]
  return lane
    .filter(({ at, until }) => at <= view.to && (until ?? at) >= view.from)
    .sort((a, b) => a.at - b.at)
}

type Parts = { readonly lines: readonly Line[]; readonly crowds: readonly Crowd[] }

/** What is drawn of one group: single lines, and a band for those that do not stand out. */
function partsOf(group: Group, input: PictureInput, length: number): Parts {
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

function axesOf(study: Study, parts: Parts, input: PictureInput, view: Window): readonly ValueAxis[] {
  const range = indexesIn(study.grid, { from: view.from, to: view.to + 1 })
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
    const extent = noExtent()
    for (const line of parts.lines) if (line.axis === axis) widen(extent, line.values, range.from, range.to)
    for (const crowd of parts.crowds)
      if (crowd.axis === axis)
        for (const values of crowd.shift === 0 ? [crowd.low, crowd.high] : [crowd.median])
          widen(extent, values, range.from, range.to)
    const titles = new Set(
      study.groups.filter(group => group.axis === axis).map(({ counted }) => counted.title),
    )
    const title = titles.size === 1 ? ([...titles][0] ?? '') : unit === 'perSecond' ? 'per second' : ''
    return {
      unit,
      title: lettered(title, axis),
      scale: input.drawing.scale,
      ...rangeOf(extent, input.drawing.scale, input.drawing.base),
    }
  })
}

/** Quiet lines lie under loud ones, earlier ones under those of now. */
const layer = ({ strong, standsOut, shift }: Line) =>
  (standsOut ? 4 : 0) + (strong ? 2 : 0) + (shift === 0 ? 1 : 0)

function emptyBecause(study: Study, { lines, crowds }: Parts, view: Window): Picture['empty'] {
  if (study.groups.every(group => group.lines.length === 0)) return 'series'
  const now = lines.filter(({ shift }) => shift === 0)
  if (now.length + crowds.length === 0) return 'hidden'
  const range = indexesIn(study.grid, { from: view.from, to: view.to + 1 })
  const drawn = [...lines, ...crowds.flatMap(({ members }) => members)]
  const some = drawn.some(({ values }) =>
    values.subarray(range.from, range.to).some(value => Number.isFinite(value)),
  )
  return some ? null : 'values'
}

/** What is drawn of an answer; pure, computed once for an answer and a state, then drawn at any size. */
export function pictureOf(input: PictureInput): Picture {
  const study = studyOf(input)
  const view = input.view ?? windowOf(study.grid)
  const all = [...study.earlier, ...study.groups].map(group => partsOf(group, input, study.grid.count))
  const parts: Parts = {
    lines: all.flatMap(({ lines }) => lines),
    crowds: all.flatMap(({ crowds }) => crowds),
  }
  const axes = axesOf(study, parts, input, view)
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
  return {
    grid: study.grid,
    view,
    zone: input.zone,
    axes,
    crowds: parts.crowds,
    lines,
    blip: input.blip && overlaps(input.blip, view) ? input.blip : null,
    before: input.before && overlaps(input.before, view) ? input.before : null,
    lane: laneOf(input, view),
    empty: emptyBecause(study, parts, view),
    sentence: sentenceOf(study, input),
  }
}
