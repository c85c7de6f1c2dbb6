import { printDuration } from '#shared/time/duration.ts'
import { day, type Ms, week } from '#shared/time/window.ts'

/** How far back something lies that is laid under a graph: `a day earlier`, `2h earlier`. */
export const earlierWords = (shift: Ms): string =>
  `${shift === day ? 'a day' : shift === week ? 'a week' : printDuration(shift)} earlier`
