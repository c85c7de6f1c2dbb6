import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Thrown while connecting to an address in a denied network. */
export class DeniedAddress extends Error {
  readonly code = 'ADDRESS_DENIED'
  readonly host: string
  constructor(host: string) {
    super(`${host} is in a network that is not contacted`)
    this.name = 'DeniedAddress'
    this.host = host
  }
}

/** The name system's answer to one host name. */
export type Resolve = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const systemResolve: Resolve = (host, done) => lookup(host, { all: true }, done)

/** The 32 bits of an IPv4 address as the two groups of an IPv6 one. */
const groupsOf = (address: string): string => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(bits), family)
    if (family === 'ipv6') continue
    list.addSubnet(`64:ff9b::${address}`, 96 + Number(bits), 'ipv6')
    list.addSubnet(`2002:${groupsOf(address)}::`, 16 + Number(bits), 'ipv6')
  }
  return list
}

/** True for an address in any of the denied networks and in none of the allowed ones; IPv4 addresses written as IPv6 included. */
export function deniedBy(
  networks: readonly string[],
  exceptions: readonly string[] = [],
): (address: string) => boolean {
  const [denied, allowed] = [listOf(networks), listOf(exceptions)]
  return address => {
    const plain = address.replace(/%.*$/, '')
    const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
    return denied.check(plain, family) && !allowed.check(plain, family)
  }
}

/** A look-up that yields only what may be contacted; an error where nothing of it may be. Checked when connecting, so that a name cannot change in between. */
export function checkedLookup(
  denied: (address: string) => boolean,
  resolve: Resolve = systemResolve,
): LookupFunction {
  return (host, options, done) =>
    resolve(host, (error, found) => {
      if (error !== null) return done(error, '')
      const allowed = found.filter(one => !denied(one.address))
      const first = allowed[0]
      if (first === undefined) return done(new DeniedAddress(host), '')
      return options.all === true ? done(null, allowed) : done(null, first.address, first.family)
    })
}
