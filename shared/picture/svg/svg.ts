import { inkOf } from '#shared/picture/inks.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { cutTo } from '#shared/picture/place/box.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import { element, escapeXml, font, round, write } from './element.ts'
import { axesOf, gridOf, laneOf, rampUnder } from './frame.ts'
import { blipEnds, groundOf, windowsOf } from './ground.ts'
import { linesOf, thresholdOf } from './lines.ts'

export type SvgOptions = {
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark'
  /** Written above the graph, where given. */
  readonly title?: string
}

const families = "Inter,system-ui,-apple-system,'Segoe UI',sans-serif"

const narrow = /[iljtfrI.,:;'|()[\]{} 1!-]/
const broad = /[mwMW@%—…▲●▬]/

/** About how wide a text is: no font is at hand where an SVG is made. Errs on the side of room. */
const estimate = (text: string, bold: boolean) => {
  let width = 0
  for (const char of text)
    width += narrow.test(char) ? 0.38 : broad.test(char) ? 0.92 : char > '\u2e80' ? 1 : 0.6
  return width * font * (bold ? 1.06 : 1)
}

/** The picture as one self-contained SVG document, colours and fonts included: for exports and Markdown, on a server too. */
export function svgOf(picture: Picture, { width, height, theme, title = '' }: SvgOptions): string {
  const inks = inkOf(theme)
  const margin = 12
  const head = title === '' ? 0 : 26
  const inner = { width: Math.max(80, width - 2 * margin), height: Math.max(60, height - 2 * margin - head) }
  const layout = layOut(picture, inner, font, estimate)
  const { plot } = layout
  const frame = {
    x: plot.left,
    y: plot.top - 1,
    width: plot.width,
    height: plot.height + 2,
    viewBox: [plot.left, plot.top - 1, plot.width, plot.height + 2].map(round).join(' '),
  }
  const filled = picture.heat !== null || picture.areas.length > 0
  const body =
    picture.empty === null
      ? [
          windowsOf(picture, layout, inks),
          gridOf(layout, inks),
          filled
            ? element('svg', frame, groundOf(picture, layout, inks)) + blipEnds(picture, layout, inks)
            : '',
          laneOf(layout, inks),
          element('svg', frame, linesOf(picture, layout, inks)),
          thresholdOf(layout, inks),
          layout.labels
            .map(({ text, left, baseline, line }) =>
              write(text, left, baseline, line ? (inks.series[line.colour] ?? inks.ink) : inks.muted, {
                ...(line ? { 'font-weight': '650' } : {}),
                stroke: inks.card,
                'stroke-width': 3,
                'stroke-linejoin': 'round',
                'paint-order': 'stroke',
              }),
            )
            .join(''),
          axesOf(picture, layout, inks),
          rampUnder(layout, inks),
        ].join('')
      : write(picture.sentence, inner.width / 2, inner.height / 2, inks.muted, { 'text-anchor': 'middle' })
  const heading = write(cutTo(title, (width - 2 * margin) / 1.4, estimate), margin, margin + 12, inks.ink, {
    'font-size': 14,
    'font-weight': '620',
  })
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': families,
      'font-size': font,
    },
    [
      element('title', {}, escapeXml(title === '' ? picture.sentence : `${title}: ${picture.sentence}`)),
      element('rect', { width, height, rx: 8, fill: inks.card }),
      heading,
      element('g', { transform: `translate(${margin} ${margin + head})` }, body),
    ].join(''),
  )
}
