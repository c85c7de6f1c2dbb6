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

/** A name cut to a width in its middle: what tells long names apart is as often at their end as at their beginning. */
export function cutMiddle(text: string, width: number, measure: Measure): string {
  if (measure(text, true) <= width) return text
  let kept = text.length - 1
  while (kept > 2 && measure(shortened(text, kept), true) > width) kept--
  return shortened(text, kept)
}

/** A text of at most `letters` letters and an ellipsis in the middle. */
export function shortened(text: string, letters: number): string {
  if (text.length <= letters + 1) return text
  const head = Math.ceil(letters / 2)
  return `${text.slice(0, head)}…${text.slice(text.length - (letters - head))}`
}
