import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { layOut, type Layout } from '#shared/picture/place/layout.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'
import type { Reading } from '#shared/picture/reading.ts'
import { instantAt } from '#shared/time/grid.ts'
import type { Window } from '#shared/time/window.ts'
import { areaAt, labelAt, laneWordsAt, markAt, nearestLine, readingFor, spokenAt } from './hover.ts'
import { overlayIn } from './overlay.ts'
import { fontsOf } from './paint.ts'
import { onLook, palette } from './palette.ts'
import { dataOf, plotOptions } from './plotOptions.ts'
import { followPointer, unpinPointer } from './pointer.ts'
import { tooltipIn } from './tooltip.ts'
import type { GraphHandlers, GraphOptions, MountedGraph } from './mounted.ts'
import styles from './graph.module.css'

const reach = 28

/** Values listed where they are pinned. */
const mostPinned = 500

/**
 * Draws a picture into an element and keeps it drawn: at the element's size, in the theme's colours, sharp on any screen. uPlot holds the
 * canvas, the time scale, the selection and the crosshair that all mounted graphs share; paint.ts draws.
 */
export function mountGraph(
  element: HTMLElement,
  first: Picture,
  handlers: GraphHandlers,
  { large }: GraphOptions = { large: false },
): MountedGraph {
  const ruler = document.createElement('canvas').getContext('2d')
  let picture = first
  let anchor: number | null = null
  let chosen: Window | null = null
  let inside = false
  let byKeys = false
  let dismissed = false
  let last: { readonly key: string; readonly picture: Picture; readonly reading: Reading } | null = null

  const arrange = (): Layout => {
    const size = { width: element.clientWidth || 600, height: element.clientHeight || 200 }
    const font = large ? Math.min(24, Math.max(15, Math.round(size.width / 54))) : 11
    const fonts = fontsOf(font, palette())
    return layOut(picture, size, font, (text, bold) => {
      if (!ruler) return text.length * font * 0.56
      const wanted = bold ? fonts.bold : fonts.plain
      if (ruler.font !== wanted) ruler.font = wanted
      return ruler.measureText(text).width
    })
  }
  let layout = arrange()

  const options = plotOptions({
    picture: () => picture,
    layout: () => layout,
    doubled: () => {
      clear()
      handlers.zoomedOut()
    },
    follow: plot => follow(plot),
    finish: plot => finishAt(plot),
  })
  const plot = new uPlot(options, dataOf(picture), element)
  const overlay = overlayIn(plot.over)
  const tooltip = tooltipIn(element)
  overlay.resize(layout)

  function lineAt(index: number, top: number): Line | null {
    const { plot: box } = layout
    if (picture.areas.length > 0) return areaAt(picture, layout, index, box.top + top)?.line ?? null
    return nearestLine(picture, layout, index, box.left + (plot.cursor.left ?? 0), box.top + top, reach)
  }

  function follow({ cursor, over }: uPlot): void {
    const { left = -1, top = -1, idx } = cursor
    if (idx === null || idx === undefined || left < 0 || picture.grid.count === 0) {
      tooltip.hide()
      return overlay.hide()
    }
    const pointed = inside && top >= 0
    const line = pointed ? lineAt(idx, top) : null
    const box = pointed || byKeys ? over.getBoundingClientRect() : null
    const graph = box && element.getBoundingClientRect()
    overlay.show(picture, layout, idx, left, line)
    if (!box || !graph) return tooltip.hide()
    const height = pointed ? layout.plot.top + top : null
    const key = `${idx} ${line?.key} ${line?.shift} ${picture.heat ? height : ''}`
    if (last?.key !== key || last.picture !== picture)
      last = { key, picture, reading: readingFor(picture, layout, idx, line, height) }
    const point = { x: box.left + left, y: box.top + (pointed ? top : layout.plot.height / 3) }
    tooltip.show(last.reading, picture, point, graph)
  }

  function pinAt(byKeys: boolean): void {
    const { left = -1, top = -1, idx } = plot.cursor
    if (idx === null || idx === undefined || left < 0 || picture.grid.count === 0) return
    tooltip.hide()
    const pointed = !byKeys && top >= 0
    handlers.pinned({
      index: idx,
      line: pointed ? lineAt(idx, top) : null,
      left: layout.plot.left + left,
      top: layout.plot.top + (pointed ? top : layout.plot.height / 3),
      byKeys,
    })
  }

  function finishAt({ select }: uPlot): void {
    const { plot } = layout
    const perPixel = (picture.view.to - picture.view.from) / plot.width
    const from = picture.view.from + select.left * perPixel
    const snap = (at: number) => Math.round(at / picture.grid.step) * picture.grid.step
    const window = { from: snap(from), to: snap(from + select.width * perPixel) }
    if (window.to <= window.from) return clear()
    chosen = window
    handlers.selected(window, {
      left: plot.left + select.left,
      top: plot.top,
      width: select.width,
      height: plot.height,
    })
  }

  /** A selection stays on its instants while time slides under it, and goes where they are out of sight or cut otherwise. */
  function slide(was: Picture): void {
    const { grid, view } = picture
    const { plot: box, x } = layout
    if (chosen && chosen.from >= view.from && chosen.to <= view.to) {
      const left = x(chosen.from) - box.left
      const width = x(chosen.to) - box.left - left
      plot.setSelect({ left, top: 0, width, height: box.height }, false)
    } else if (chosen || grid.step !== was.grid.step) clear()
    else if (anchor !== null) anchor -= Math.round((grid.start - was.grid.start) / grid.step)
  }

  /** What is under the pointer is said of the new picture too; uPlot takes its data in at the end of the task. */
  function pointAgain(): void {
    const { left = -1, top = -1 } = plot.cursor
    if (inside && left >= 0) plot.setCursor({ left, top })
  }

  function clear(): void {
    anchor = null
    chosen = null
    if (plot.select.width > 0) plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
    handlers.cleared()
  }

  function redraw(): void {
    layout = arrange()
    overlay.resize(layout)
    plot.redraw(false, true)
  }

  function resize(): void {
    if (element.clientWidth === 0) return
    const { width, height } = layout.size
    if (element.clientWidth === width && element.clientHeight === height) return
    clear()
    layout = arrange()
    plot.setSize(layout.size)
    overlay.resize(layout)
  }

  const place = (event: MouseEvent) => {
    const box = element.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top] as const
  }
  const onMove = (event: MouseEvent) => {
    plot.over.classList.toggle(styles.onName ?? '', Boolean(labelAt(layout, ...place(event))))
  }
  const onLane = (event: MouseEvent) => {
    const title = laneWordsAt(layout, picture, ...place(event))
    if (element.title !== title) element.title = title
    element.classList.toggle(styles.onName ?? '', markUnder(event) !== null)
  }
  const markUnder = (event: MouseEvent) => markAt(layout, ...place(event))
  const onMark = (event: MouseEvent) => {
    const mark = markUnder(event)
    if (mark) handlers.marked(mark.id)
  }
  const onEnter = () => {
    unpinPointer()
    inside = true
    byKeys = false
  }
  const onLeave = () => {
    inside = false
    tooltip.hide()
  }
  const onBlur = () => {
    byKeys = false
    if (!inside) tooltip.hide()
  }
  const onDown = () => {
    dismissed = plot.select.width > 0 || anchor !== null
    if (dismissed) clear()
  }
  const onClick = (event: MouseEvent) => {
    const line = labelAt(layout, ...place(event))
    if (line) handlers.picked(line.key, event.ctrlKey || event.metaKey)
    else if (!dismissed && event.detail < 2) pinAt(false)
  }
  const { over } = plot
  over.addEventListener('mouseenter', onEnter)
  over.addEventListener('mouseleave', onLeave)
  over.addEventListener('mousemove', onMove)
  over.addEventListener('mousedown', onDown, true)
  over.addEventListener('click', onClick)
  element.addEventListener('mousemove', onLane)
  element.addEventListener('click', onMark)
  element.addEventListener('blur', onBlur)
  const observer = new ResizeObserver(resize)
  observer.observe(element)
  const unwatch = onLook(redraw)
  const nowhere = { left: -10, top: -10 }
  const unfollow = followPointer(at => {
    const { from, to } = picture.view
    if (at === null) plot.setCursor(nowhere)
    else if (at >= from && at < to) plot.setCursor({ left: layout.x(at) - layout.plot.left, top: -1 })
  })

  return {
    update(next) {
      const sameTime =
        next.grid.start === picture.grid.start &&
        next.grid.step === picture.grid.step &&
        next.grid.count === picture.grid.count
      const sameView = next.view.from === picture.view.from && next.view.to === picture.view.to
      const was = picture
      picture = next
      layout = arrange()
      overlay.hide()
      overlay.resize(layout)
      if (!sameTime || !sameView) {
        plot.setData(dataOf(picture), true)
        slide(was)
      }
      plot.redraw(false, true)
      queueMicrotask(pointAgain)
    },
    destroy() {
      inside = false
      observer.disconnect()
      element.removeEventListener('mousemove', onLane)
      element.removeEventListener('click', onMark)
      element.removeEventListener('blur', onBlur)
      tooltip.destroy()
      unwatch()
      unfollow()
      plot.destroy()
    },
    nudge(by, select) {
      const { grid, view } = picture
      if (grid.count === 0) return
      const now = plot.cursor.idx ?? null
      const middle = Math.round(((picture.blip?.from ?? (view.from + view.to) / 2) - grid.start) / grid.step)
      const index = Math.max(
        0,
        Math.min(grid.count - 1, now === null || (plot.cursor.left ?? -1) < 0 ? middle : now + by),
      )
      if (select) anchor ??= now ?? index
      else if (anchor !== null) clear()
      const left = layout.x(instantAt(grid, index)) - layout.plot.left
      byKeys = true
      plot.setCursor({ left, top: -1 })
      if (anchor !== null) {
        const other = layout.x(instantAt(grid, anchor)) - layout.plot.left
        plot.setSelect(
          { left: Math.min(left, other), top: 0, width: Math.abs(left - other), height: layout.plot.height },
          false,
        )
      }
      handlers.read(spokenAt(picture, index))
    },
    finish() {
      if (anchor === null || plot.select.width === 0) return false
      finishAt(plot)
      return true
    },
    clear,
    pin: () => pinAt(true),
    instant: () => {
      const { idx, left = -1 } = plot.cursor
      return idx === null || idx === undefined || left < 0 ? null : instantAt(picture.grid, idx)
    },
    readingOf: ({ index, line, top, byKeys: keyed }) =>
      readingFor(picture, layout, index, line, keyed ? null : top, mostPinned),
    quiet: () => tooltip.hide(),
  }
}
