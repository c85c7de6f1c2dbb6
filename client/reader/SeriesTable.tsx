import type { Act } from '#shared/notebook/notebook.ts'
import type { PictureInput } from '#shared/picture/picture.ts'
import type { SeriesState } from '#shared/picture/shown.ts'

export type SeriesTableProps = Omit<PictureInput, 'view'> & {
  readonly onShown?: (state: SeriesState) => void
  /** Filter to a series, or exclude it; `keep` where Shift was held (the draft stays). Absent: nothing is offered. */
  readonly onAct?: (act: Act, query: string, keep: boolean) => void
}

/** The series of a graph in numbers, and its legend. */
export function SeriesTable({ blip }: SeriesTableProps) {
  return <table aria-label={blip ? 'in the blip' : 'in the window'} />
}
