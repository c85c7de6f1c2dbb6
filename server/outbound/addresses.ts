import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Thrown while connecting to an address in a denied network. */
export class DeniedAddress extends Error {
  readonly code = 'ADDRESS_DENIED'
  readonly address: string
  constructor(address: string) {
    super(`${address} is in a network that is not contacted`)
    this.name = 'DeniedAddress'
    this.address = address
  }
}

/** The name system's answer to one host name. */
export type Resolve = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const systemResolve: Resolve = (host, done) => lookup(host, { all: true }, done)

/** True for an address in any of the networks, IPv4 addresses written as IPv6 included. */
export function deniedBy(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(bits), family)
    if (family === 'ipv4') list.addSubnet(`64:ff9b::${address}`, 96 + Number(bits), 'ipv6')
  }
  return address => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
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
      if (first === undefined) return done(new DeniedAddress(found[0]?.address ?? host), '')
      return options.all === true ? done(null, allowed) : done(null, first.address, first.family)
    })
}
