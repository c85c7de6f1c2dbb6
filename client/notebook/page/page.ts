import { createContext, use, useEffect, useSyncExternalStore } from 'react'
import type { Session } from '#client/live/session.ts'
import type { EditorHandle } from '#client/text/LazyEditor.tsx'
import type { Act, Id, Notebook, Run } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { Cell } from '#client/app/cell.ts'
import type { Live } from '#client/notebook/live/live.ts'

/** The step that the keys act on; null: none. */
export type Current = { readonly step: Id | null }

/** A step that runs now: since when (this browser's clock). */
export type Running = { readonly since: number }

/** A text or field of the page that can be brought into focus by its name (`focusName`). */
export type Focusable = EditorHandle

/** What the parts of one open notebook share. It stays the same object for as long as the notebook is open. */
export type Page = {
  readonly session: Session
  /** The person at this browser has said who they are. */
  readonly named: boolean
  readonly current: Cell<Current>
  readonly running: Cell<ReadonlyMap<Id, Running>>
  /** The run whose evidence each step shows here, a look among them. */
  readonly shown: Cell<ReadonlyMap<Id, Run>>
  /** What refreshes the steps that follow now. */
  readonly live: Live
  /** Does operations together; a refusal is told to the person, and false. */
  readonly act: (operations: readonly Operation[]) => boolean
  /** Makes a step the current one; `show` also brings it into view and focus. */
  readonly select: (step: Id | null, show?: boolean) => void
  readonly run: (steps: readonly Id[]) => void
  readonly stop: (step: Id) => void
  /** A new step below that grew from this one by an act; it is run and shown. `keep`: a draft above stays. */
  readonly grow: (step: Id, act: Act, keep: boolean) => void
  /** Brings a field into focus, at once or as soon as it stands. */
  readonly focus: (name: string, at?: number) => void
  /** Registers a field; returns how to take it away. */
  readonly register: (name: string, field: Focusable) => () => void
}

export const PageContext = createContext<Page | null>(null)

/** The open notebook that a component stands in. */
export function usePage(): Page {
  const page = use(PageContext)
  if (!page) throw new Error('This part stands outside of an open notebook.')
  return page
}

/** Tells the page which run a step shows, for as long as it is on the screen. */
export function useShown(step: Id, run: Run | undefined): void {
  const { shown } = usePage()
  useEffect(() => {
    if (run) shown.set(new Map(shown.get()).set(step, run))
    return () => shown.set(new Map([...shown.get()].filter(([id]) => id !== step)))
  }, [shown, step, run])
}

/** The notebook as it stands, drawn anew with each alteration. */
export function useOpenNotebook(): Notebook {
  const { session } = usePage()
  return useSyncExternalStore(session.subscribe, session.notebook)
}

/** A part of the notebook, drawn anew only when that part changes identity. */
export function useOfNotebook<Picked>(pick: (notebook: Notebook) => Picked): Picked {
  const { session } = usePage()
  return useSyncExternalStore(session.subscribe, () => pick(session.notebook()))
}
