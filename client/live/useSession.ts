import { useSyncExternalStore } from 'react'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Present, RunProgress, SaveState, Session } from './session.ts'

/** The notebook as it is shown now; renders again whenever it changes. */
export const useNotebook = (session: Session): Notebook =>
  useSyncExternalStore(session.subscribe, session.notebook)

/** What of the notebook the component needs: renders again only when that is another value. `pick` must yield what it finds, not a copy. */
export const usePart = <Part>(session: Session, pick: (notebook: Notebook) => Part): Part =>
  useSyncExternalStore(session.subscribe, () => pick(session.notebook()))

/** Whether all is saved, who else is here, and what runs. */
export function useSession(session: Session): {
  readonly state: SaveState
  readonly others: readonly Present[]
  readonly running: ReadonlyMap<Id, RunProgress>
} {
  return {
    state: useSyncExternalStore(session.subscribe, session.state),
    others: useSyncExternalStore(session.subscribe, session.others),
    running: useSyncExternalStore(session.subscribe, session.running),
  }
}
