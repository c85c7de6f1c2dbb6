import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Caller } from '#server/access/access.ts'
import type { Reach } from './guard.ts'

const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

const isNear = (address: string) => near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/**
 * What a request shows of who it is from. Where a public address is set, a proxy on this machine or in a private network is believed about
 * the address that it forwards for: the last one of `X-Forwarded-For`, which it added itself.
 */
export function callerOf({ headers, socket }: IncomingMessage, { origin }: Reach): Caller {
  const { cookie, authorization } = headers
  const direct = socket.remoteAddress ?? ''
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  const believed = origin !== null && isNear(direct) && forwarded !== undefined && isIP(forwarded) > 0
  return { cookie, authorization, peer: believed ? forwarded : direct }
}
