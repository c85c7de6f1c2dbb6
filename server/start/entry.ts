import type { IncomingMessage } from 'node:http'
import { networkInterfaces } from 'node:os'
import { openAccess } from '#server/access/access.ts'
import type { Entry } from '#server/http/entry/gate.ts'
import { hostAllowed, originAllowed, thisMachine } from '#server/http/entry/guard.ts'
import { callerOf } from '#server/http/entry/peer.ts'
import type { SocketRefusal } from '#server/live/attach.ts'
import type { Store } from '#server/store/store.ts'
import { isLoopback, type Settings } from '#server/config.ts'

/** Who may come in, by the settings: with a password whoever knows it, without one whoever sits at this machine. */
export async function openEntry(
  { password, address, host }: Settings,
  store: Pick<Store, 'settings'>,
  now: () => number,
): Promise<Entry> {
  const access = password === null ? null : await openAccess(store, password, now)
  if (address !== null)
    return { access, reach: { origin: address, hosts: new Set([new URL(address).hostname, host]) } }
  return { access, reach: access === null ? thisMachine : { origin: null, hosts: null } }
}

/** The same rules for a socket that wants to be opened. */
export const socketGate =
  ({ access, reach }: Entry) =>
  (request: IncomingMessage): SocketRefusal | null => {
    const { headers } = request
    if (!originAllowed(headers, reach) || !hostAllowed(headers.host, reach)) return '403 Forbidden'
    return access === null || access.admit(callerOf(request, reach)).ok ? null : '401 Unauthorized'
  }

const everyInterface = new Set(['0.0.0.0', '::'])

const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host)

/** The address by which this machine itself reaches a server that listens at a port. */
export const ownAddress = ({ host }: Settings, port: number): string =>
  `http://${everyInterface.has(host) ? '127.0.0.1' : inUrl(host)}:${port}`

/** What to say at the start about those who come from elsewhere; nothing where nobody can. */
export function reachLines({ host, address }: Settings, port: number): readonly string[] {
  if (address !== null) return [`Others reach it at ${address}, with the password`]
  if (isLoopback(host)) return []
  const hosts = everyInterface.has(host)
    ? Object.values(networkInterfaces()).flatMap(each =>
        (each ?? []).flatMap(({ family, internal, address: own }) =>
          family === 'IPv4' && !internal ? [own] : [],
        ),
      )
    : [host]
  const addresses = hosts.map(each => `http://${inUrl(each)}:${port}`)
  return [
    `Others reach it at ${addresses.join(', ') || 'the addresses of this machine'}, with the password`,
    'The password crosses the network unencrypted: better put a proxy with TLS before it and set BLIPBOOK_ADDRESS',
  ]
}
