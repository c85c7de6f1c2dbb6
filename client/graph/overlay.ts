import uPlot from 'uplot'
import { printAt } from '#shared/picture/scale/timeTicks.ts'
import { printValue } from '#shared/picture/scale/number.ts'
import type { Layout } from '#shared/picture/place/layout.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'
import { instantAt } from '#shared/time/grid.ts'
import { paintLine } from './paint.ts'
import { palette } from './palette.ts'
import styles from './graph.module.css'

/** What lies over the plot and follows the pointer: the picked line, its name and value, and the time. */
export type Overlay = {
  readonly resize: (layout: Layout) => void
  /** `left` is in pixels of the plot; a picked line is drawn with a dot at the index. */
  readonly show: (picture: Picture, layout: Layout, index: number, left: number, line: Line | null) => void
  readonly hide: () => void
}

/** A value of a line with its name: `i-0c3f9a 38.2/s`. A gap says so. */
export function readingOf(picture: Picture, line: Line, index: number): string {
  const value = line.values[index] ?? Number.NaN
  const unit = picture.axes[line.axis]?.unit ?? 'none'
  const text = Number.isNaN(value) ? 'no data' : printValue(value, unit)
  return line.shift === 0 ? text : `${text} earlier`
}

const element = (tag: 'div' | 'span' | 'b', className: string | undefined, parent: HTMLElement) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  parent.append(made)
  return made
}

/** Puts the overlay into uPlot's topmost layer. */
export function overlayIn(over: HTMLElement): Overlay {
  const canvas = document.createElement('canvas')
  canvas.className = styles.overlay ?? ''
  over.append(canvas)
  const brush = canvas.getContext('2d')
  const time = element('div', styles.time, over)
  const readout = element('div', styles.readout, over)
  const swatch = element('span', styles.swatch, readout)
  const name = element('b', undefined, readout)
  const value = element('span', undefined, readout)
  time.hidden = readout.hidden = true
  let drawn: Line | null = null
  let drawnAt = -1

  const wipe = () => {
    if (drawn) brush?.clearRect(0, 0, canvas.width, canvas.height)
    drawn = null
    drawnAt = -1
  }
  const draw = (picture: Picture, layout: Layout, index: number, line: Line) => {
    if (!brush || (drawn === line && drawnAt === index)) return
    wipe()
    drawn = line
    drawnAt = index
    const { plot, x, y } = layout
    brush.save()
    brush.scale(uPlot.pxRatio, uPlot.pxRatio)
    brush.translate(-plot.left, -plot.top)
    paintLine(
      brush,
      line.strong ? line : { ...line, strong: true },
      picture,
      layout,
      palette(),
      line.strong ? 2.4 : 1.6,
    )
    brush.fillStyle = palette().series[line.colour] ?? palette().ink
    brush.beginPath()
    brush.arc(x(instantAt(picture.grid, index)), y(line.values[index] ?? Number.NaN, line.axis), 3.5, 0, 7)
    if (Number.isFinite(line.values[index])) brush.fill()
    brush.restore()
  }
  return {
    resize({ plot }) {
      const ratio = uPlot.pxRatio
      canvas.width = Math.round(plot.width * ratio)
      canvas.height = Math.round(plot.height * ratio)
      drawn = null
      drawnAt = -1
    },
    show(picture, layout, index, left, line) {
      const { plot } = layout
      time.hidden = false
      time.textContent = printAt(instantAt(picture.grid, index), picture.view, picture.zone)
      const half = layout.font * 2.6
      time.style.transform = `translate(${Math.max(half, Math.min(plot.width - half, left))}px, ${plot.height + 2}px) translateX(-50%)`
      readout.hidden = line === null
      if (!line) return wipe()
      draw(picture, layout, index, line)
      swatch.style.background = palette().series[line.colour] ?? palette().ink
      name.textContent = line.name
      value.textContent = readingOf(picture, line, index)
      const height = layout.y(line.values[index] ?? Number.NaN, line.axis) - plot.top
      const top = Math.max(
        0,
        Math.min(
          plot.height - layout.font * 2.2,
          (Number.isFinite(height) ? height : plot.height / 2) - layout.font * 2.6,
        ),
      )
      const flip = left > plot.width * 0.6
      readout.style.transform = `translate(${left + (flip ? -10 : 10)}px, ${top}px)${flip ? ' translateX(-100%)' : ''}`
    },
    hide() {
      time.hidden = readout.hidden = true
      wipe()
    },
  }
}
