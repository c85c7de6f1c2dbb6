import { useQuery } from '@tanstack/react-query'
import { notify } from '#client/app/notices.tsx'
import { readSession, signOut } from '#client/server/session.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { SessionAnswer } from '#shared/wire/session.ts'

const unknown: SessionAnswer = { asked: false, signedIn: true }

/** Whether this server asks for a password; until it has said so, it does not. */
export const useSession = (): SessionAnswer =>
  useQuery({ queryKey: ['session'], queryFn: ({ signal }) => readSession({ signal }), staleTime: Infinity })
    .data ?? unknown

/** Signs this browser out and goes to the page for signing in. */
export async function leave(): Promise<void> {
  try {
    await signOut()
    location.assign('/sign-in')
  } catch (thrown) {
    notify({ text: wordsOf(thrown), tone: 'trouble' })
  }
}
