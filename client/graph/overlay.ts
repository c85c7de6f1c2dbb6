import uPlot from 'uplot'
import { printAt } from '#shared/picture/scale/timeTicks.ts'
import type { Layout } from '#shared/picture/place/layout.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'
import { instantAt } from '#shared/time/grid.ts'
import { paintLine } from './paint.ts'
import { palette } from './palette.ts'
import styles from './graph.module.css'

/** What lies over the plot and follows the pointer: the picked line with a dot, and the time. */
export type Overlay = {
  readonly resize: (layout: Layout) => void
  /** `left` is in pixels of the plot; a picked line is drawn with a dot at the index. */
  readonly show: (picture: Picture, layout: Layout, index: number, left: number, line: Line | null) => void
  readonly hide: () => void
}

/** Puts the overlay into uPlot's topmost layer. */
export function overlayIn(over: HTMLElement): Overlay {
  const canvas = document.createElement('canvas')
  canvas.className = styles.overlay ?? ''
  const time = document.createElement('div')
  time.className = styles.time ?? ''
  time.hidden = true
  over.append(canvas, time)
  const brush = canvas.getContext('2d')
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
    const height = y(line.values[index] ?? Number.NaN, line.axis)
    brush.arc(x(instantAt(picture.grid, index)), height, 3.5, 0, 7)
    if (Number.isFinite(height)) brush.fill()
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
      if (line && picture.areas.length === 0) draw(picture, layout, index, line)
      else wipe()
    },
    hide() {
      time.hidden = true
      wipe()
    },
  }
}
