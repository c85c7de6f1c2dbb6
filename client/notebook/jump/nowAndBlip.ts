import type { Page } from '#client/notebook/page/page.ts'
import { rerunnable } from '#client/notebook/page/rerunnable.ts'
import { setNotebook, setStep } from '#client/notebook/steps/deeds.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Notebook, Step } from '#shared/notebook/notebook.ts'
import { utc } from '#shared/time/clock.ts'
import { printDuration } from '#shared/time/duration.ts'
import { followsNow, resolveRange, type TimeRange } from '#shared/time/range.ts'
import { hour, second, type Ms, type Window } from '#shared/time/window.ts'

/** A window to be moved: a step's own, or the notebook's (`step` null). */
export type Moving = { readonly step: Step | null; readonly range: TimeRange }

/** The window that the reader looks through: that of the current step where it has one of its own, else the notebook's. */
export function windowAt(notebook: Notebook, current: Id | null): Moving {
  const step = stepOf(notebook, current ?? '')
  return step?.is === 'ask' && step.range !== null && !step.removed
    ? { step, range: step.range }
    : { step: null, range: notebook.range }
}

/** The same length of time, ending now: `now-30m` to `now`; null for a range that follows now already, or cannot be read. */
export function nowRange(range: TimeRange): TimeRange | null {
  if (followsNow(range)) return null
  const read = resolveRange(range, 0, utc)
  if (!read.ok) return null
  const length = Math.max(second, Math.round((read.window.to - read.window.from) / second) * second)
  return { from: `now-${printDuration(length)}`, to: 'now' }
}

/** The blip with an hour ahead of it and behind; null where the range shows all of the blip already. `now` in milliseconds. */
export function blipRange(range: TimeRange, blip: Window | null, now: Ms): TimeRange | null {
  if (blip === null) return null
  const read = resolveRange(range, now, utc)
  if (read.ok && read.window.from <= blip.from && blip.to <= read.window.to) return null
  return {
    from: new Date(blip.from - hour).toISOString(),
    to: new Date(blip.to + hour).toISOString(),
  }
}

const left = new Map<string, TimeRange>()
const keyOf = (page: Page, { step }: Moving) => `${page.session.notebook().id} ${step?.id ?? ''}`

function move(page: Page, moving: Moving, to: TimeRange): void {
  const { step } = moving
  const notebook = page.session.notebook()
  const done = page.act([step ? setStep(step, 'range', to) : setNotebook(notebook, 'range', to)])
  if (done) page.run(step ? [step.id] : rerunnable(page.session.notebook()))
}

/** Takes the window that the reader looks through to now, as long as it is. */
export function jumpToNow(page: Page): void {
  const moving = windowAt(page.session.notebook(), page.current.get().step)
  const to = nowRange(moving.range)
  if (to === null) return
  left.set(keyOf(page, moving), moving.range)
  move(page, moving, to)
}

/** Takes the window that the reader looks through back to the blip: to the one that was left for now, if it shows the blip. */
export function backToBlip(page: Page): void {
  const { blip } = page.session.notebook()
  const moving = windowAt(page.session.notebook(), page.current.get().step)
  const now = Date.now()
  const around = blipRange(moving.range, blip, now)
  if (around === null) return
  const before = left.get(keyOf(page, moving))
  move(page, moving, before && blipRange(before, blip, now) === null ? before : around)
}
