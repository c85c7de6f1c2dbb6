import type { Box, Measure, Size } from './box.ts'
import { labelPlaces, type Label } from './labels.ts'
import { lanePlaces, type LanePlace } from './lane.ts'
import type { Picture, ValueAxis } from '#shared/picture/picture.ts'
import { tickPrinter, boundPrinter, printTick, printValue } from '#shared/picture/scale/number.ts'
import { linearTicks, logTicks } from '#shared/picture/scale/ticks.ts'
import { timeTicks } from '#shared/picture/scale/timeTicks.ts'
import type { Ms } from '#shared/time/window.ts'

/** `at` is the middle of the text along its axis. */
export type Tick = { readonly at: number; readonly text: string; readonly align: 'start' | 'middle' | 'end' }

/** Everything that is drawn of a picture at one size; `x` and `y` turn instants and values into pixels. */
export type Layout = {
  readonly size: Size
  /** The height of a letter, from which all distances follow. */
  readonly font: number
  readonly plot: Box
  readonly x: (at: Ms) => number
  /** Of one axis. Values beyond its range lie beyond the plot; on a logarithmic axis those not above zero have no place (NaN). */
  readonly y: (value: number, axis: number) => number
  /** The value at a height of the first axis. */
  readonly valueAt: (top: number) => number
  readonly xTicks: readonly Tick[]
  /** For each axis. */
  readonly yTicks: readonly (readonly Tick[])[]
  readonly lane: readonly LanePlace[]
  readonly labels: readonly Label[]
  /** The height of the threshold, where it lies in the plot. */
  readonly threshold: number | null
  /** The legend of a heatmap's colours, under the axis of time. */
  readonly ramp: Ramp | null
}

/** From the left: a text for nothing, a box for each level from 1 on, a text for the greatest count. */
export type Ramp = {
  readonly box: Box
  readonly baseline: number
  readonly least: string
  readonly most: string
}

/** More lines across a plot would be noise, however high it is. */
const mostTicks = 6

type ValueTick = { readonly value: number; readonly text: string }

/** The bounds of buckets that have room, from the head down; what lies beyond the last is `> 10 s`, in the middle of its row. */
function boundTicks(
  axis: ValueAxis,
  bounds: readonly number[],
  height: number,
  font: number,
): readonly ValueTick[] {
  const finite = bounds.filter(Number.isFinite)
  const last = finite.at(-1) ?? 0
  const print = boundPrinter(finite, axis.unit)
  const at = axis.scale === 'log' ? Math.log10 : (value: number) => value
  const perUnit = height / (at(axis.max) - at(axis.min))
  const beyond: ValueTick[] =
    axis.max > last * (1 + 1e-9)
      ? [
          {
            value: axis.scale === 'log' ? Math.sqrt(last * axis.max) : (last + axis.max) / 2,
            text: `> ${print(last)}`,
          },
        ]
      : []
  const ticks = [...beyond]
  for (const value of finite.toReversed()) {
    if (value < axis.min * (1 - 1e-9) || value > axis.max * (1 + 1e-9)) continue
    const above = ticks.at(-1)
    if (above && (at(above.value) - at(value)) * perUnit < font * 1.5) continue
    ticks.push({ value, text: print(value) })
  }
  return ticks
}

function ticksOf(axis: ValueAxis, height: number, font: number): readonly ValueTick[] {
  if (axis.bounds) return boundTicks(axis, axis.bounds, height, font)
  const count = Math.min(mostTicks, Math.max(2, Math.floor(height / (font * 2.9))))
  if (axis.scale === 'log')
    return logTicks(axis.min, axis.max, count, axis.unit).map(value => ({
      value,
      text: printTick(value, axis.unit),
    }))
  const values = linearTicks(axis.min, axis.max, count, axis.unit)
  const print = tickPrinter(values, axis.unit)
  return values.map(value => ({ value, text: print(value) }))
}

function rampUnder({ heat }: Picture, plot: Box, font: number, measure: Measure): Ramp | null {
  if (!heat || heat.most === 0) return null
  const least = '0'
  const most = `${printValue(heat.most, heat.counted)} in a bucket`
  const top = plot.top + plot.height + font * 2.3
  const left = plot.left + measure(least, false) + font * 0.5
  return { box: { left, top, width: font * 9, height: font * 0.8 }, baseline: top + font * 0.8, least, most }
}

function yOf(axis: ValueAxis | undefined, plot: Box): (value: number) => number {
  const foot = plot.top + plot.height
  if (!axis) return () => foot
  if (axis.scale === 'linear') {
    const factor = plot.height / (axis.max - axis.min)
    return value => foot - (value - axis.min) * factor
  }
  const least = Math.log10(axis.min)
  const factor = plot.height / (Math.log10(axis.max) - least)
  return value => (value > 0 ? foot - (Math.log10(value) - least) * factor : Number.NaN)
}

function valueOf(axis: ValueAxis | undefined, { top, height }: Box): (place: number) => number {
  if (!axis) return () => Number.NaN
  const part = (place: number) => (top + height - place) / height
  if (axis.scale === 'linear') return place => axis.min + part(place) * (axis.max - axis.min)
  return place => axis.min * (axis.max / axis.min) ** part(place)
}

/** Lays a picture out at a size. `measure` tells how wide texts are; both drawings, canvas and SVG, follow the same layout. */
export function layOut(picture: Picture, size: Size, font: number, measure: Measure): Layout {
  const top = Math.round(font * 1.75)
  const ramped = picture.heat !== null && picture.heat.most > 0
  const bottom = Math.round(font * (ramped ? 3.5 : 2.1))
  const height = Math.max(1, size.height - top - bottom)
  const ticks = picture.axes.map(axis => ticksOf(axis, height, font))
  const widest = (axis: number) => {
    const texts = ticks[axis]?.map(({ text }) => text) ?? []
    const title = picture.axes[axis]?.title ?? ''
    return Math.max(
      font * 3.4,
      measure(title, false),
      ...texts.map(text => measure(text, false) + font * 0.7),
    )
  }
  const left = Math.ceil(widest(0))
  const right = picture.axes.length > 1 ? Math.ceil(widest(1)) : Math.round(font * 0.8)
  const plot = { left, top, width: Math.max(1, size.width - left - right), height }
  const perMs = plot.width / Math.max(1, picture.view.to - picture.view.from)
  const x = (at: Ms) => plot.left + (at - picture.view.from) * perMs
  const ys = [yOf(picture.axes[0], plot), yOf(picture.axes[1], plot)] as const
  const y = (value: number, axis: number) => (axis === 1 ? ys[1](value) : ys[0](value))
  const times = timeTicks(picture.view, picture.zone, Math.max(2, Math.floor(plot.width / (font * 7.5))))
  const xTicks = times.map(({ at, text }): Tick => {
    const place = x(at)
    const half = measure(text, false) / 2
    const align =
      place - half < plot.left
        ? 'start'
        : place + half > plot.left + plot.width + right * 0.6
          ? 'end'
          : 'middle'
    return { at: place, text, align }
  })
  const title = picture.axes[0]?.title ?? ''
  const lane = lanePlaces(picture.lane, {
    plot,
    from: title === '' ? 0 : measure(title, false) + font,
    font,
    measure,
    x,
    about: picture.blip?.from ?? null,
  })
  const level = picture.threshold === null ? null : y(picture.threshold.value, 0)
  const threshold = level !== null && level >= plot.top && level <= plot.top + plot.height ? level : null
  const frame = { plot, x, y, font, measure, threshold }
  return {
    size,
    font,
    plot,
    x,
    y,
    valueAt: valueOf(picture.axes[0], plot),
    xTicks,
    yTicks: ticks.map((of, axis) =>
      of.map(({ value, text }): Tick => ({ at: y(value, axis), text, align: axis === 0 ? 'end' : 'start' })),
    ),
    lane,
    labels: labelPlaces(picture, frame),
    threshold,
    ramp: rampUnder(picture, plot, font, measure),
  }
}
