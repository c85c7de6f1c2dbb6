/** One row: what was measured, what it was to be below (null: nothing was promised), and how it came out in words. */
export type Figure = {
  readonly what: string
  readonly target: string
  readonly median: string
  /** From the least to the most, and of how many rounds. */
  readonly spread: string
  /** Null where nothing was promised. */
  readonly held: boolean | null
}

/** Figures that belong together; `name` is what `--only=` asks for. */
export type Section = {
  readonly name: string
  readonly title: string
  readonly measure: () => Promise<readonly Figure[]>
}

/** A unit, and with how many places its numbers are written. */
type Unit = { readonly unit: string; readonly places: number }

export const inMs: Unit = { unit: 'ms', places: 1 }
export const inKilobytes: Unit = { unit: 'KB', places: 0 }
export const inMegabytes: Unit = { unit: 'MB', places: 0 }

/** The value in the middle; NaN of none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** The figure of some rounds, held against the limit that their median has to stay below. */
export function figure(
  what: string,
  values: readonly number[],
  { unit, places }: Unit,
  below?: number,
): Figure {
  const write = (value: number) => value.toFixed(places)
  const middle = median(values)
  return {
    what,
    target: below === undefined ? '' : `< ${below} ${unit}`,
    median: `${write(middle)} ${unit}`,
    spread:
      values.length > 1
        ? `${write(Math.min(...values))} to ${write(Math.max(...values))}, ${values.length} rounds`
        : 'once',
    held: below === undefined ? null : middle < below,
  }
}

/** How long each of some rounds took, in milliseconds; the first `warming` are done and not counted. */
export async function rounds(
  count: number,
  work: () => unknown,
  { warming = 0 }: { readonly warming?: number } = {},
): Promise<readonly number[]> {
  const took: number[] = []
  for (let i = 0; i < count + warming; i++) {
    const began = performance.now()
    await work()
    if (i >= warming) took.push(performance.now() - began)
  }
  return took
}

const verdict = ({ held }: Figure) => (held === null ? '' : held ? 'yes' : '**no**')

/** The figures as a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row('figure', 'target', 'median', 'least to most', 'held'),
    row('---', '---', '---', '---', '---'),
    ...figures.map(each =>
      row(each.what.replaceAll('|', '\\|'), each.target, each.median, each.spread, verdict(each)),
    ),
  ].join('\n')
}
