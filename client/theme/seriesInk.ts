/** The colour of a series as CSS: 0 is that of the text, null that of a crowd. */
export function seriesInk(colour: number | null): string {
  if (colour === null) return 'var(--crowd)'
  return colour === 0 ? 'var(--ink)' : `var(--series-${colour})`
}
