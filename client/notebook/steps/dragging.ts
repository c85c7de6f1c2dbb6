import type { PointerEvent } from 'react'
import { aboveOf } from '#shared/notebook/find.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { moveStep } from './deeds.ts'
import { usePage } from '#client/notebook/page/page.ts'
import { shownSteps } from './steps.ts'

type Target = { readonly over: HTMLElement; readonly side: 'above' | 'below' }

function targetAt(rows: readonly HTMLElement[], y: number): Target | null {
  for (const over of rows) {
    const { top, bottom } = over.getBoundingClientRect()
    if (y < (top + bottom) / 2) return { over, side: 'above' }
  }
  const last = rows.at(-1)
  return last ? { over: last, side: 'below' } : null
}

/** Pointer handlers for the grip of a step: while it is dragged, the place where it would go is marked on the rows. */
export function useDrag(step: Id) {
  const page = usePage()
  const rows = () =>
    shownSteps(page.session.notebook()).flatMap(each => document.getElementById(each.id) ?? [])
  const clear = () => {
    for (const row of rows()) {
      row.removeAttribute('data-drop')
      row.removeAttribute('data-dragged')
    }
  }
  const drop = (target: Target) => {
    const notebook = page.session.notebook()
    const to = target.side === 'below' ? target.over.id : aboveOf(notebook, target.over.id)
    if (to === step || target.over.id === step) return
    page.act([moveStep(notebook, step, to)])
    page.select(step, true)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      document.getElementById(step)?.setAttribute('data-dragged', '')
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
      for (const row of rows()) row.removeAttribute('data-drop')
      const target = targetAt(rows(), event.clientY)
      target?.over.setAttribute('data-drop', target.side)
      const edge = event.clientY < 120 ? -14 : event.clientY > innerHeight - 60 ? 14 : 0
      if (edge !== 0) scrollBy(0, edge)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const target = document.querySelector('[data-drop]') ? targetAt(rows(), event.clientY) : null
      clear()
      if (target) drop(target)
    },
    onPointerCancel: clear,
  }
}
