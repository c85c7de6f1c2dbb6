import type { Store } from '#server/store/store.ts'
import { passwordCheck, passwordIn } from './password.ts'
import { patience } from './patience.ts'
import { openSessions } from './sessions.ts'

/** What a request shows of who it is from. `peer`: the network address that it came from. */
export type Caller = {
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  readonly peer: string
}

/** In; or not, and how long until a password is looked at again (0: now), in milliseconds. */
export type Admission = { readonly ok: true } | { readonly ok: false; readonly wait: number }

/** Who may come in where one shared password is set. */
export type Access = {
  /** By a session, or by the password itself in `Authorization`: for scripts and other tools. */
  readonly admit: (caller: Caller) => Admission
  /** A new session for whoever knows the password. */
  readonly signIn: (
    password: string,
    peer: string,
  ) => Promise<
    { readonly ok: true; readonly session: string } | { readonly ok: false; readonly wait: number }
  >
  readonly signOut: (caller: Caller) => Promise<void>
}

/** The cookie that holds a session. */
export const cookieName = 'blipbook-session'

const sessionIn = (cookie: string | undefined): string | null =>
  new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '')?.[1] ?? null

/**
 * Opens the door to those who know `password`. While somebody has to wait, even the right password is not looked at, so that the wait tells
 * nothing. `now` in milliseconds.
 */
export async function openAccess(
  store: Pick<Store, 'settings'>,
  password: string,
  now: () => number,
): Promise<Access> {
  const isRight = passwordCheck(password)
  const patient = patience(now)
  const sessions = await openSessions(store, password, now)

  const tried = (guess: string, peer: string): Admission => {
    const wait = patient.wait(peer)
    if (wait > 0) return { ok: false, wait }
    if (isRight(guess)) {
      patient.succeeded(peer)
      return { ok: true }
    }
    patient.failed(peer)
    return { ok: false, wait: 0 }
  }

  return {
    admit: ({ cookie, authorization, peer }) => {
      const session = sessionIn(cookie)
      if (session !== null && sessions.holds(session)) return { ok: true }
      const given = passwordIn(authorization)
      return given === null ? { ok: false, wait: 0 } : tried(given, peer)
    },
    signIn: async (given, peer) => {
      const admission = tried(given, peer)
      return admission.ok ? { ok: true, session: await sessions.begin() } : admission
    },
    signOut: async ({ cookie }) => {
      const session = sessionIn(cookie)
      if (session !== null) await sessions.end(session)
    },
  }
}
