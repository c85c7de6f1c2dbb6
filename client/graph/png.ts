import { cutTo } from '#shared/picture/place/box.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { fontsOf, paint } from './paint.ts'
import { palette } from './palette.ts'

/** What stands around the graph. */
export type PngWords = {
  readonly title: string
  /** Window and zone, blip, what was judged. */
  readonly under: readonly string[]
  /** Rows of the legend, the strongest first. */
  readonly legend: readonly { readonly name: string; readonly colour: number; readonly text: string }[]
}

const width = 960
const height = 300
const margin = 20
const row = 18
/** Pixels of the picture for one of the layout. */
const ratio = 2
const font = 12

/** A graph as PNG, at twice its size in the colours of the theme: title, graph, window and verdict, legend. */
export async function pngOf(picture: Picture, { title, under, legend }: PngWords): Promise<Blob> {
  const colours = palette()
  const fonts = fontsOf(font, colours)
  const canvas = document.createElement('canvas')
  const inner = width - 2 * margin
  const head = 34
  const tall = margin + head + height + (under.length + legend.length) * row + 10 + margin
  canvas.width = width * ratio
  canvas.height = tall * ratio
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('This browser gives no canvas to draw on.')
  const measure = (text: string, bold: boolean) => {
    brush.font = bold ? fonts.bold : fonts.plain
    return brush.measureText(text).width
  }
  const layout = layOut(picture, { width: inner, height }, font, measure)
  brush.scale(ratio, ratio)
  brush.fillStyle = colours.card
  brush.fillRect(0, 0, width, tall)
  brush.fillStyle = colours.ink
  brush.font = `650 16px ${colours.sans}`
  brush.fillText(
    cutTo(title, inner, text => brush.measureText(text).width),
    margin,
    margin + 14,
  )
  brush.save()
  brush.translate(margin, margin + head)
  paint(brush, picture, layout, colours)
  brush.restore()
  brush.textAlign = 'left'
  let baseline = margin + head + height + row
  for (const text of under) {
    brush.font = fonts.plain
    brush.fillStyle = colours.muted
    brush.fillText(cutTo(text, inner, measure), margin, baseline)
    baseline += row
  }
  brush.font = fonts.plain
  const names = legend.map(({ name }) => cutTo(name, inner * 0.6, measure))
  const second = margin + 40 + Math.max(0, ...names.map(name => measure(name, false)))
  baseline += 4
  for (const [i, { colour, text }] of legend.entries()) {
    brush.fillStyle = colours.series[colour] ?? colours.ink
    brush.fillRect(margin, baseline - 9, 9, 9)
    brush.font = fonts.plain
    brush.fillStyle = colours.ink
    brush.fillText(names[i] ?? '', margin + 16, baseline)
    brush.fillStyle = colours.muted
    brush.fillText(text, second, baseline)
    baseline += row
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))),
      'image/png',
    ),
  )
}
