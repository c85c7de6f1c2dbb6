import type { Line, Picture } from '#shared/picture/picture.ts'

/** How broad a line is drawn, in pixels: with weight what stands out, quietly what does not, between where all are alike. */
export function weightOf(line: Line, { lines, crowds }: Pick<Picture, 'lines' | 'crowds'>): number {
  if (line.standsOut) return 2
  if (!line.strong) return 1
  return crowds.length > 0 || lines.some(({ standsOut }) => standsOut) ? 1.3 : 1.6
}

/** How much of a stacked layer's colour covers what lies under it. */
export const areaOpacity = 0.72
