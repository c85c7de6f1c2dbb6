import type { Ms } from '#shared/time/window.ts'
import { cutTo, type Box, type Measure } from './box.ts'
import type { LaneMark } from '#shared/picture/picture.ts'

/** One text in the lane above the plot, and the lines that hang from it: where there are several, from a rail over all of them. */
export type LanePlace = {
  readonly text: string
  /** The left end of the text. */
  readonly left: number
  readonly width: number
  readonly is: LaneMark['is']
  /** Where its marks are drawn across the plot (left of it for one that began earlier), and how far those reach that lasted. */
  readonly lines: readonly { readonly at: number; readonly until: number | null }[]
  readonly marks: readonly LaneMark[]
}

/** Where the lane is: the plot below it, and how far to the left words may go. */
export type LaneRoom = {
  readonly plot: Box
  readonly from: number
  readonly font: number
  readonly measure: Measure
  readonly x: (at: Ms) => number
  /** The instant whose nearest mark keeps its own words: the beginning of the blip. */
  readonly about: Ms | null
}

/** Marks under one text. The one that is kept is folded with others last of all. */
type Folded = { readonly marks: readonly LaneMark[]; readonly kept: boolean }

/** One way to write a text; the less it costs the better it reads. */
type Spot = {
  readonly text: string
  readonly left: number
  readonly width: number
  readonly cost: number
}

/** An event; a note on a moment, and on a stretch. */
const signOf = ({ is, until }: LaneMark) => (is === 'event' ? '▲' : until === null ? '●' : '▬')

/** `▲ 7 deploys`; `▲ 4 events` where they are of several kinds; `● retries start +1` where somebody's own note is among them. */
function textOf(marks: readonly LaneMark[]): string {
  const [first] = marks
  if (!first) return ''
  if (marks.length === 1) return `${signOf(first)} ${first.text}`
  const own = marks.find(({ is }) => is === 'mark')
  if (own) return `${signOf(own)} ${own.text} +${marks.length - 1}`
  const kinds = new Set(marks.map(({ plural }) => plural))
  return `${signOf(first)} ${marks.length} ${kinds.size === 1 ? first.plural : 'events'}`
}

/** Three or more marks of which each is closer than two letters to the next are folded from the start; every other stands alone. */
function foldedAtFirst(marks: readonly LaneMark[], { x, font, about }: LaneRoom): readonly Folded[] {
  const off = (mark: LaneMark) => Math.abs(mark.at - (about ?? 0))
  const [kept] = about === null ? [] : marks.toSorted((a, b) => off(a) - off(b))
  const runs: LaneMark[][] = []
  for (const mark of marks) {
    const before = runs.at(-1)?.at(-1)
    const near = before && before !== kept && mark !== kept && x(mark.at) - x(before.at) < font * 2
    if (near) runs.at(-1)?.push(mark)
    else runs.push([mark])
  }
  return runs
    .flatMap(run => (run.length > 2 ? [run] : run.map(mark => [mark])))
    .map(run => ({ marks: run, kept: kept !== undefined && run[0] === kept }))
}

const ends = ({ marks }: Folded, { x, plot }: LaneRoom) => ({
  first: Math.max(plot.left, x(marks[0]?.at ?? 0)),
  last: Math.max(plot.left, x(marks.at(-1)?.at ?? 0)),
})

/** All ways to write the text of one group: to the left of its lines, to the right, over its rail; whole, or cut: `▲ 7`. */
function spotsOf(group: Folded, all: readonly number[], room: LaneRoom): readonly Spot[] {
  const { plot, from, font, measure } = room
  const { first, last } = ends(group, room)
  const gap = font * 0.45
  const end = plot.left + plot.width + font * 0.8
  const whole = textOf(group.marks)
  const cuts = group.kept ? [18, 9] : [18, 13, 9]
  const several = group.marks.length > 1
  const texts = several
    ? [whole, whole.replace(/ [^ ]+$/, '')]
    : cuts.map(ems => cutTo(whole, Math.min(font * ems, plot.width * 0.45), measure))
  return [...new Set(texts)].flatMap((text, i) => {
    const width = measure(text, false)
    const crossed = (left: number) =>
      all.filter(at => at > left && at < left + width && (at < first || at > last)).length
    const spot = (left: number, cost: number): Spot => ({
      text,
      left,
      width,
      cost: cost + i * (group.kept ? 4 : 1) + crossed(left),
    })
    return [
      spot(first - gap - width, 0),
      spot(last + gap, 0.2),
      ...(several ? [spot((first + last - width) / 2, 0.1), spot(first, 0.3), spot(last - width, 0.3)] : []),
    ].filter(({ left }) => left >= from && left + width <= end)
  })
}

type Way = { readonly cost: number; readonly spots: readonly Spot[] }

/** The cheapest choice of one spot for each group so that no two touch; else how many groups can be served. */
function bestWay(
  choices: readonly (readonly Spot[])[],
  space: number,
): readonly Spot[] | { readonly served: number } {
  let ways: readonly Way[] = [{ cost: 0, spots: [] }]
  for (const [served, spots] of choices.entries()) {
    const next = spots.flatMap((spot): readonly Way[] => {
      const fitting = ways.filter(({ spots: chosen }) => {
        const before = chosen.at(-1)
        return !before || before.left + before.width + space <= spot.left
      })
      const [best] = fitting.toSorted((a, b) => a.cost - b.cost)
      return best ? [{ cost: best.cost + spot.cost, spots: [...best.spots, spot] }] : []
    })
    if (next.length === 0) return { served }
    ways = next
  }
  return ways.toSorted((a, b) => a.cost - b.cost)[0]?.spots ?? []
}

/** The groups with the closest two neighbours up to an index folded into one; the kept mark is spared where others can be folded. */
function foldClosest(groups: readonly Folded[], until: number, room: LaneRoom): readonly Folded[] {
  const pairs = groups.slice(1).map((group, i) => ({
    i,
    kept: group.kept || groups[i]?.kept === true,
    apart: ends(group, room).first - ends(groups[i] ?? group, room).last,
  }))
  const near = pairs.filter(({ i }) => i <= until)
  const open = [near, pairs].map(some => some.filter(({ kept }) => !kept)).find(some => some.length > 0)
  const [closest] = (open ?? near).toSorted((a, b) => a.apart - b.apart || b.i - a.i)
  if (!closest) return groups
  const [one, other] = groups.slice(closest.i, closest.i + 2)
  const folded = { marks: [...(one?.marks ?? []), ...(other?.marks ?? [])], kept: false }
  return [...groups.slice(0, closest.i), folded, ...groups.slice(closest.i + 2)]
}

/** Where one text alone stands that has no proper place: as near to its first line as the lane allows. */
function lastResort(group: Folded, room: LaneRoom): Spot {
  const { plot, from, font, measure } = room
  const end = plot.left + plot.width
  const text = cutTo(textOf(group.marks), Math.max(font * 3, end - from), measure)
  const width = measure(text, false)
  return { text, width, left: Math.max(0, Math.min(ends(group, room).first, end - width)), cost: 0 }
}

/**
 * Places the words of marks, which come in the order of time, so that none lies on another and each touches its own line: to the left of
 * it where there is room, else to the right, cut where need be. Where that is not enough the closest are folded under one text with a rail
 * over their lines; the mark nearest the blip keeps its own words.
 */
export function lanePlaces(marks: readonly LaneMark[], room: LaneRoom): readonly LanePlace[] {
  if (marks.length === 0) return []
  const { plot, font, x } = room
  const all = marks.map(({ at }) => x(at))
  let groups = foldedAtFirst(marks, room)
  let way = bestWay(
    groups.map(group => spotsOf(group, all, room)),
    font * 0.7,
  )
  while ('served' in way && groups.length > 1) {
    groups = foldClosest(groups, way.served, room)
    way = bestWay(
      groups.map(group => spotsOf(group, all, room)),
      font * 0.7,
    )
  }
  const spots = 'served' in way ? groups.map(group => lastResort(group, room)) : way
  return groups.flatMap((group, i): readonly LanePlace[] => {
    const spot = spots[i]
    if (!spot) return []
    return [
      {
        text: spot.text,
        left: spot.left,
        width: spot.width,
        is: group.marks.some(({ is }) => is === 'mark') ? 'mark' : 'event',
        lines: group.marks.map(({ at, until }) => ({
          at: x(at),
          until: until === null ? null : Math.min(plot.left + plot.width, x(until)),
        })),
        marks: group.marks,
      },
    ]
  })
}

/** The rail over the lines of a folded text, or the bar of one that lasted, from left to right; null: a single moment. */
export function railOf(
  { lines }: LanePlace,
  plot: Box,
): { readonly from: number; readonly to: number } | null {
  const from = Math.max(plot.left, lines[0]?.at ?? 0)
  const to = Math.max(...lines.map(({ at, until }) => until ?? at))
  return lines.length > 1 || lines.some(({ until }) => until !== null)
    ? { from, to: Math.max(to, from + 2) }
    : null
}

/** How much of the ink tints a stretch that somebody noted. */
export const stretchOpacity = 0.07

/** The stretches of the plot that notes speak of, from left to right; a note on a moment has none. */
export const stretchesOf = (
  { lines, marks }: LanePlace,
  { left, width }: Box,
): readonly { readonly from: number; readonly to: number }[] =>
  lines.flatMap(({ at, until }, i) =>
    marks[i]?.is !== 'mark' || until === null
      ? []
      : [{ from: Math.max(left, at), to: Math.min(left + width, Math.max(until, at + 1)) }],
  )
