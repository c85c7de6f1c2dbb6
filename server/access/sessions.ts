import { createHmac, randomBytes, scryptSync } from 'node:crypto'
import type { Store } from '#server/store/store.ts'

/** Who has signed in. A session is a random text that only its browser knows; what is kept is a keyed digest of it. */
export type Sessions = {
  /** A new session; resolves when it is kept. */
  readonly begin: () => Promise<string>
  /** True while the session lives; being asked keeps it alive. */
  readonly holds: (session: string) => boolean
  readonly end: (session: string) => Promise<void>
}

const day = 86_400_000

/** A session ends after so many days without use; its last use is written down at most once a day. */
const longest = 30 * day

/** The oldest ends when one more begins. */
const most = 10_000

const name = 'sessions'

type Kept = { readonly salt: string; readonly sessions: Readonly<Record<string, number>> }

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'salt' in value && 'sessions' in value

/**
 * Opens the sessions that were kept. Their digests are keyed by the password, so that another password ends them all; those that ended are
 * forgotten. `now` in milliseconds.
 */
export async function openSessions(
  store: Pick<Store, 'settings'>,
  password: string,
  now: () => number,
): Promise<Sessions> {
  const found = await store.settings.get(name)
  const salt = isKept(found) ? found.salt : randomBytes(16).toString('base64')
  const key = scryptSync(password, salt, 32)
  const used = new Map(Object.entries(isKept(found) ? found.sessions : {}))
  const digestOf = (session: string) => createHmac('sha256', key).update(session).digest('base64url')

  const write = () => {
    for (const [digest, at] of used) if (now() - at > longest) used.delete(digest)
    return store.settings.set(name, { salt, sessions: Object.fromEntries(used) })
  }

  return {
    begin: async () => {
      const session = randomBytes(32).toString('base64url')
      used.set(digestOf(session), now())
      const [oldest = ''] = [...used].toSorted(([, a], [, b]) => a - b)[0] ?? []
      if (used.size > most) used.delete(oldest)
      await write()
      return session
    },
    holds: session => {
      const digest = digestOf(session)
      const at = used.get(digest)
      if (at === undefined || now() - at > longest) return false
      if (now() - at > day) {
        used.set(digest, now())
        void write()
      }
      return true
    },
    end: async session => {
      if (used.delete(digestOf(session))) await write()
    },
  }
}
