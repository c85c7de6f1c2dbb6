import type { Drawing } from '#shared/ask/drawing.ts'
import type { Variable } from '#shared/notebook/notebook.ts'
import type { TimeRange } from '#shared/time/range.ts'

/** Which source a pasted query was asked of, as far as the paste says; each part is empty where it is not said. */
export type SourceHint = {
  /** The uid and the name of a Grafana's data source. */
  readonly uid: string
  readonly name: string
  /** The base address of a Prometheus API, without a slash at its end. */
  readonly address: string
  /** The base address of the Grafana that the link leads to. */
  readonly grafana: string
}

/** Nothing is known of the source. */
export const unsaid: SourceHint = { uid: '', name: '', address: '', grafana: '' }

export type BroughtQuery = { readonly text: string; readonly legend: string; readonly source: SourceHint }

/** Where a panel stands on its dashboard: `row` counts its rows of panels from 1, 0 where there are none; `section` is the heading above. */
export type Place = { readonly row: number; readonly section: string }

/** The place of what comes from no dashboard. */
export const nowhere: Place = { row: 0, section: '' }

/** A step in the making. `range` is null where it follows what the whole paste says. */
export type BroughtStep = { readonly title: string; readonly place: Place } & (
  | {
      readonly is: 'ask'
      readonly queries: readonly BroughtQuery[]
      readonly range: TimeRange | null
      readonly drawing: Drawing
    }
  | { readonly is: 'note'; readonly text: string }
)

/** A variable of a dashboard: as a notebook keeps it, with a hint in place of the source. */
export type BroughtVariable = Omit<Variable, 'id' | 'from'> & {
  readonly from:
    | { readonly kind: 'typed' }
    | { readonly kind: 'list'; readonly values: readonly string[] }
    | {
        readonly kind: 'label'
        readonly source: SourceHint
        readonly selector: string
        readonly label: string
      }
}

/** What could not be taken: where it stood and why not, in words, and how many queries went with it. */
export type Left = { readonly where: string; readonly why: string; readonly queries: number }

/** A dashboard that a link leads to and that has to be fetched: all of it, or one panel (`panel` empty: all). */
export type DashboardNeed = {
  readonly grafana: string
  readonly uid: string
  readonly panel: string
  /** What its variables were set to in the link. */
  readonly chosen: Readonly<Record<string, readonly string[]>>
  readonly range: TimeRange | null
}

/** A shortened link, which only the Grafana at `grafana` can lengthen. */
export type ShortLink = { readonly grafana: string; readonly link: string }

/** What a paste leads to without holding it. */
export type Need = DashboardNeed | ShortLink

/** What was made of a paste. Everything in it is either taken (`steps`, `variables`, `range`), still needed, or left with the reason. */
export type Brought = {
  /** What the whole is called there; empty where it has no name. */
  readonly title: string
  readonly range: TimeRange | null
  readonly variables: readonly BroughtVariable[]
  readonly steps: readonly BroughtStep[]
  readonly left: readonly Left[]
  readonly needs: readonly Need[]
}

/** Nothing was found in what was pasted. */
export const nothingBrought: Brought = {
  title: '',
  range: null,
  variables: [],
  steps: [],
  left: [],
  needs: [],
}

/** A paste of which nothing could be made. */
export const leftWhole = (where: string, why: string): Brought => ({
  ...nothingBrought,
  left: [{ where, why, queries: 0 }],
})

/** How large a paste may be, in characters or pieces; what is beyond is counted and named. */
export const bringLimits = { text: 2_000_000, panels: 500, pieces: 100 } as const

const sameRange = (a: TimeRange | null, b: TimeRange | null) => a?.from === b?.from && a?.to === b?.to

/** Several pieces of one paste as one. Where their windows differ, each step carries its own. */
export function together(pieces: readonly Brought[]): Brought {
  const [first, ...others] = pieces
  if (first === undefined) return nothingBrought
  if (others.length === 0) return first
  const asking = pieces.filter(piece => piece.steps.length > 0 || piece.needs.length > 0)
  const range = asking.find(piece => piece.range !== null)?.range ?? null
  const shared = asking.every(piece => sameRange(piece.range, range))
  const names = new Set<string>()
  return {
    title: pieces.find(piece => piece.title !== '')?.title ?? '',
    range,
    variables: pieces
      .flatMap(piece => piece.variables)
      .filter(variable => !names.has(variable.name) && names.add(variable.name)),
    steps: pieces.flatMap(piece =>
      piece.steps.map(step =>
        shared || step.is === 'note' ? step : { ...step, range: step.range ?? piece.range },
      ),
    ),
    left: pieces.flatMap(piece => piece.left),
    needs: pieces.flatMap(piece => piece.needs),
  }
}
