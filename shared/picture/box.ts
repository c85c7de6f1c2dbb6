/** A box in pixels from the top left. */
export type Box = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export type Size = { readonly width: number; readonly height: number }

/** The width of a text in pixels, in the font of axes or (bold) of names. */
export type Measure = (text: string, bold: boolean) => number

/** A text cut to a width, with an ellipsis. */
export function cutTo(text: string, width: number, measure: Measure): string {
  if (measure(text, false) <= width) return text
  let end = text.length
  while (end > 1 && measure(`${text.slice(0, end).trimEnd()}…`, false) > width) end--
  return `${text.slice(0, end).trimEnd()}…`
}
