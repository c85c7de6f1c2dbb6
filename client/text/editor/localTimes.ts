import type { Extension, TransactionSpec } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { inUtc, timeMarksIn } from '#shared/notebook/words/timeMarks.ts'
import type { Zone } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'

/** The clocks that the author writes by, and the window that times without a day belong to. */
export type LocalTimes = { readonly window: Window; readonly zone: Zone }

/** What ends a time as it is typed. */
const ending = /^[\s.,;!?)]/

/**
 * The change that writes the time mark ending at `end` by UTC, so that it means the same to all readers; null where none ends there, where it
 * says `Z` already, and where the author's clocks are UTC.
 */
export function inUtcAt(text: string, end: number, { window, zone }: LocalTimes): TransactionSpec | null {
  const mark = timeMarksIn(text).find(({ to }) => to === end)
  if (!mark || mark.inUtc || zone(window.from) === 0) return null
  return { changes: { from: mark.from, to: mark.to, insert: inUtc(mark, window, zone) } }
}

/** Times typed by local clocks become UTC as soon as they are ended by a space, a sign or a new line, or the text is left. */
export function localTimes(times: () => LocalTimes | null): Extension {
  let typed: number | null = null
  const convert = (view: EditorView, end: number) => {
    const now = times()
    const change = now && inUtcAt(view.state.doc.toString(), end, now)
    if (change) view.dispatch(change)
  }
  return [
    EditorView.updateListener.of(({ transactions, view, changes }) => {
      typed = typed === null ? null : changes.mapPos(typed)
      for (const transaction of transactions) {
        if (!transaction.isUserEvent('input')) continue
        transaction.changes.iterChanges((_from, _to, at, end, inserted) => {
          typed = end
          if (ending.test(inserted.toString())) queueMicrotask(() => convert(view, at))
        })
      }
    }),
    EditorView.domEventHandlers({
      blur: (_event, view) => {
        if (typed !== null) convert(view, typed)
        typed = null
      },
    }),
  ]
}
