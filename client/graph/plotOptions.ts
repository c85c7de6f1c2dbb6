import uPlot from 'uplot'
import type { Layout } from '#shared/picture/place/layout.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { instantAt } from '#shared/time/grid.ts'
import { paint } from './paint.ts'
import { palette } from './palette.ts'
import styles from './graph.module.css'

/** What a plot asks of whoever mounts it: what is drawn now, and what to do at a double click, a move and the end of a drag. */
export type Plotting = {
  readonly picture: () => Picture
  readonly layout: () => Layout
  readonly doubled: () => void
  readonly follow: (plot: uPlot) => void
  readonly finish: (plot: uPlot) => void
}

const crosshair = 'blipbook'

function instantsOf({ grid, view }: Picture): Float64Array {
  if (grid.count === 0) return Float64Array.of(view.from, view.to)
  return Float64Array.from({ length: grid.count }, (_, i) => instantAt(grid, i))
}

/** What uPlot is given: the instants alone, since paint.ts draws the values. */
export const dataOf = (picture: Picture): uPlot.AlignedData => {
  const instants = instantsOf(picture)
  return [instants, new Float64Array(instants.length)]
}

/** uPlot with nothing of its own on the canvas: its time scale, selection and shared crosshair are used. */
export function plotOptions({ picture, layout, doubled, follow, finish }: Plotting): uPlot.Options {
  const side = (of: (layout: Layout) => number) => () => of(layout())
  return {
    ...layout().size,
    class: styles.plot ?? '',
    padding: [
      side(({ plot }) => plot.top),
      side(({ plot, size }) => size.width - plot.left - plot.width),
      side(({ plot, size }) => size.height - plot.top - plot.height),
      side(({ plot }) => plot.left),
    ],
    legend: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: {
        time: false,
        range: () => {
          const { from, to } = picture().view
          return [from, to]
        },
      },
      y: { range: () => [0, 1] },
    },
    series: [{}, { paths: () => null, points: { show: false } }],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      sync: {
        key: crosshair,
        scales: ['x', null],
        setSeries: false,
        filters: { pub: type => type === 'mousemove' || type === 'mouseleave' },
      },
      bind: {
        dblclick: () => () => {
          doubled()
          return null
        },
      },
    },
    hooks: {
      draw: [
        plot => {
          plot.ctx.save()
          plot.ctx.scale(uPlot.pxRatio, uPlot.pxRatio)
          paint(plot.ctx, picture(), layout(), palette())
          plot.ctx.restore()
        },
      ],
      setCursor: [follow],
      setSelect: [finish],
    },
  }
}
