import { z } from 'zod'
import { cookieName } from '#server/access/access.ts'
import type { SessionAnswer } from '#shared/wire/session.ts'
import type { Entry } from './gate.ts'
import { callerOf } from './peer.ts'
import { route, type Reply, type Route } from '#server/http/route.ts'
import { HttpTrouble, tooMany } from '#server/http/trouble.ts'

/** As long as a browser keeps a cookie at all: when a session ends is decided here. */
const cookieSeconds = 400 * 86_400

/** `/api/session`: whether one is needed, beginning one with the password, ending it. */
export function sessionRoutes({ access, reach }: Entry): readonly Route[] {
  const cookie = (value: string, seconds: number) =>
    [
      `${cookieName}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      `Max-Age=${seconds}`,
      ...(reach.origin?.startsWith('https:') ? ['Secure'] : []),
    ].join('; ')

  return [
    route({
      method: 'get',
      path: '/api/session',
      action: 'session.read',
      open: true,
      summary: 'Whether a password is asked for here, and whether the asker has given it',
      call: async ({ request }) => {
        const answer: SessionAnswer = {
          asked: access !== null,
          signedIn: access === null || access.admit(callerOf(request, reach)).ok,
        }
        return { json: answer }
      },
    }),
    route({
      method: 'post',
      path: '/api/session',
      action: 'session.begin',
      open: true,
      summary: 'Signs in with the shared password: answers with a cookie',
      body: z.object({ password: z.string().max(1000) }),
      call: async ({ body, request }): Promise<Reply> => {
        if (access === null) return { json: {} }
        const signed = await access.signIn(body.password, callerOf(request, reach).peer)
        if (signed.ok) return { headers: { 'Set-Cookie': cookie(signed.session, cookieSeconds) }, json: {} }
        if (signed.wait > 0) throw tooMany(signed.wait)
        throw new HttpTrouble(401, { kind: 'password', message: 'That is not the password.' })
      },
    }),
    route({
      method: 'delete',
      path: '/api/session',
      action: 'session.end',
      open: true,
      summary: 'Signs out',
      call: async ({ request }) => {
        await access?.signOut(callerOf(request, reach))
        return { headers: { 'Set-Cookie': cookie('', 0) }, json: {} }
      },
    }),
  ]
}
