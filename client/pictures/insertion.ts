/** Where a picture was put into a text: behind these characters, which what is typed meanwhile may not alter. */
export type Spot = { readonly before: string }

/**
 * The text with a picture's Markdown at its spot, in a paragraph of its own; at the end where what stood before the spot is no longer so. And the
 * spot behind it, for the next one.
 */
export function withPicture(
  text: string,
  { before }: Spot,
  markdown: string,
): { readonly text: string; readonly next: Spot } {
  const at = text.startsWith(before) ? before.length : text.length
  const [head, tail] = [text.slice(0, at), text.slice(at)]
  const above = head === '' || head.endsWith('\n\n') ? '' : head.endsWith('\n') ? '\n' : '\n\n'
  const below = tail === '' || tail.startsWith('\n') ? '' : '\n\n'
  const put = `${head}${above}${markdown}`
  return { text: `${put}${below}${tail}`, next: { before: put } }
}

/** The words that a picture begins with: the name of its file, where that says something. */
export function wordsOfFile(name: string): string {
  const stem = name
    .replace(/\.[^.]*$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return /^(image|unnamed|untitled|clipboard|)( ?\(?\d*\)?)?$/i.test(stem) ? 'picture' : stem.slice(0, 120)
}
