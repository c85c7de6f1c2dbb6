import type { Cell } from '#client/app/cell.ts'
import type { Id, Run, Step } from '#shared/notebook/notebook.ts'
import { followsNow, type TimeRange } from '#shared/time/range.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Candidate, Course } from './course.ts'

/** The refreshing of one open notebook in this browser. Nothing of it is written unless it is kept. */
export type Live = {
  /** How often; null: off. Kept by the browser, notebook by notebook. */
  readonly every: Cell<Ms | null>
  /** The last good look at each step. */
  readonly looks: Cell<ReadonlyMap<Id, Run>>
  readonly course: Cell<Course>
  /** The steps on the screen that are refreshed. */
  readonly candidates: Cell<readonly Candidate[]>
  /** Takes a step's place on the screen for one to be refreshed while it is seen; returns how to end that. */
  readonly watch: (step: Id, place: Element) => () => void
  /** Tries at once what is left alone for a while. */
  readonly tryNow: () => void
  /**
   * The run that a step shows, recorded: a look is kept first. Null where there is none, or where it could not be kept: the person has been told,
   * and the step is run anew where the look is not held any more.
   */
  readonly keep: (step: Id) => Promise<Run | null>
  /** Begins; returns how to end. */
  readonly start: () => () => void
}

type AskStep = Extract<Step, { is: 'ask' }>

/** The look that a step shows in place of its last run; undefined where it was run since, or does not follow now any more. */
export const lookOf = (range: TimeRange, step: AskStep, look: Run | undefined): Run | undefined =>
  look && look.at > (step.runs.at(-1)?.at ?? 0) && followsNow(step.range ?? range) ? look : undefined
