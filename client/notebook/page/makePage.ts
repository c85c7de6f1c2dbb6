import { cell } from '#client/app/cell.ts'
import { newId } from '#client/app/newId.ts'
import { notify } from '#client/app/notices.tsx'
import type { Session } from '#client/live/session.ts'
import { languagesOver, valuesIn } from '#client/notebook/variables/values.ts'
import { stepOf } from '#shared/notebook/find.ts'
import { grow } from '#shared/notebook/grow.ts'
import type { Id, Run } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { isDraft } from '#shared/notebook/trail.ts'
import type { Live } from '#client/notebook/live/live.ts'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { focusNames } from './focusNames.ts'
import type { Current, Focusable, Page } from './page.ts'
import type { Runs } from './runs.ts'

/** Joins a session and its runs to the page that its parts share. `restore` brings back what the browser's Back leaves. */
export function makePage(
  session: Session,
  runs: Runs,
  live: Live,
  named: boolean,
): Page & { readonly restore: (step: Id) => void } {
  const current = cell<Current>({ step: null })
  const fields = new Map<string, Focusable>()
  let wanted: { readonly name: string; readonly at: number | undefined } | null = null

  const act = (operations: readonly Operation[]) => {
    const refusal = session.act(operations)
    if (refusal) notify({ text: refusal.message, tone: 'trouble' })
    return refusal === null
  }

  const focus = (name: string, at?: number) => {
    const field = fields.get(name)
    wanted = field ? null : { name, at }
    field?.focus(at)
  }

  const register = (name: string, field: Focusable) => {
    fields.set(name, field)
    if (wanted?.name === name) {
      const { at } = wanted
      wanted = null
      requestAnimationFrame(() => field.focus(at))
    }
    return () => {
      if (fields.get(name) === field) fields.delete(name)
    }
  }

  const select = (step: Id | null, show = false) => {
    if (current.get().step !== step) {
      current.set({ step })
      session.at(step)
      const hash = step === null ? '' : `#${step}`
      if (location.hash !== hash)
        history.replaceState(history.state, '', location.pathname + location.search + hash)
    }
    if (show && step !== null) focus(focusNames.row(step))
  }

  const growStep: Page['grow'] = (step, how, keep) => {
    const notebook = session.notebook()
    const values = valuesIn(notebook.variables, notebook.range, Date.now())
    const grown = grow(notebook, languagesOver(values), step, how, { id: newId(), keep })
    if (!grown.ok) return notify({ text: grown.refusal.message, tone: 'trouble' })
    if (!act(grown.operations)) return
    history.pushState({ grown: grown.focus }, '', `${location.pathname}${location.search}#${grown.focus}`)
    select(grown.focus, true)
    void runs.start([grown.focus])
  }

  const restore = (id: Id) => {
    const notebook = session.notebook()
    const wantedStep = stepOf(notebook, id)
    const shown = stepOf(notebook, current.get().step ?? '')
    if (!wantedStep?.removed) return select(id, true)
    if (!wantedStep.grewFrom || wantedStep.is !== 'ask') return
    const rivals = notebook.steps.filter(
      each => each.grewFrom?.step === wantedStep.grewFrom?.step && isDraft(notebook, each),
    )
    const back = [
      ...rivals.map(each => setStep(each, 'removed', true)),
      setStep(wantedStep, 'removed', false),
    ]
    if (act(back)) select(id, true)
    else if (shown) select(shown.id, true)
  }

  return {
    session,
    named,
    current,
    running: runs.running,
    shown: cell<ReadonlyMap<Id, Run>>(new Map()),
    act,
    select,
    live,
    run: steps => void runs.start(steps),
    stop: runs.stop,
    grow: growStep,
    focus,
    register,
    restore,
  }
}
