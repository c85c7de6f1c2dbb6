import { cell } from '#client/app/cell.ts'
import { again } from '#client/live/again.ts'
import { queryClient } from '#client/server/hooks.ts'
import { sessionEnded } from '#client/server/request.ts'

/** How this page stands with the server: in; out, with the question for the password open; or out, and the question put away. */
export const standing = cell<'in' | 'asked' | 'later'>('in')

sessionEnded.add(() => {
  if (standing.get() === 'in' && location.pathname !== '/sign-in') standing.set('asked')
})

/** Takes up everything where it was left: sockets, and what could not be read. */
export function comeBackIn(): void {
  standing.set('in')
  again.tell(null)
  void queryClient.invalidateQueries()
}
