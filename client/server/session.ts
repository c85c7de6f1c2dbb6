import type { SessionAnswer } from '#shared/wire/session.ts'
import { getJson, postJson, remove, sessionEnded, type Stop } from './request.ts'

/** Whether this server asks for a password, and whether this browser has given it. */
export const readSession = (stop: Stop = {}): Promise<SessionAnswer> => getJson('/api/session', stop)

/** Signs in. Throws ApiTrouble: 401 for a wrong password, 429 where there were too many. */
export const signIn = (password: string): Promise<object> => postJson('/api/session', { password })

/** Ends the session of this browser. */
export const signOut = (): Promise<void> => remove('/api/session')

/** Looks whether the session has ended, for those who cannot see why they were turned away; a silent server says nothing. */
export async function lookAtSession(): Promise<void> {
  const session = await readSession().catch(() => null)
  if (session?.signedIn === false) sessionEnded.tell()
}
