import type { Id } from '#shared/notebook/notebook.ts'
import { allShown, type SeriesState } from '#shared/picture/shown.ts'

/** The series that a link says to show of a step: `?only.STEP=key` and `?hide.STEP=key`, each as often as needed. */
export function readSeries(search: string, step: Id): SeriesState {
  const parameters = new URLSearchParams(search)
  const isolated = parameters.getAll(`only.${step}`)
  const hidden = parameters.getAll(`hide.${step}`)
  return isolated.length === 0 && hidden.length === 0 ? allShown : { isolated, hidden }
}

/** The same query of an address with the state of one step put in; empty, or with its question mark. */
export function writeSeries(search: string, step: Id, state: SeriesState): string {
  const parameters = new URLSearchParams(search)
  parameters.delete(`only.${step}`)
  parameters.delete(`hide.${step}`)
  for (const key of state.isolated) parameters.append(`only.${step}`, key)
  for (const key of state.hidden) parameters.append(`hide.${step}`, key)
  return parameters.size > 0 ? `?${parameters}` : ''
}
