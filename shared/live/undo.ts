import type { Ms } from '#shared/time/window.ts'
import { doable } from './history.ts'
import { push, shownHistory, type Moved, type Replica } from './replica.ts'
import { changesOf } from './settle.ts'

/** Takes back this person's last act, as it stands now among what others did; null where there is nothing left to undo. */
export const undo = (replica: Replica, at: Ms): Moved | null => takeBack(replica, at, 'undo')

/** Does again what was undone last. */
export const redo = (replica: Replica, at: Ms): Moved | null => takeBack(replica, at, 'redo')

function takeBack(replica: Replica, at: Ms, way: 'undo' | 'redo'): Moved | null {
  for (const undoing of shownHistory(replica)[way]) {
    const operations = doable(replica.shown, undoing, { by: replica.person, at })
    if (operations.length === 0) continue
    const pushed = push(replica, operations, at, { is: way, of: undoing.id })
    if (!pushed.ok) continue
    return { replica: { ...pushed.replica, typing: null }, changes: changesOf(operations), refused: [] }
  }
  return null
}
