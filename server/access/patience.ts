import { isIPv6 } from 'node:net'

/** Slows down guessing: who may try again when. All times in milliseconds of the clock given to `patience`. */
export type Patience = {
  /** How long until a guess from this address is looked at; 0: now. */
  readonly wait: (address: string) => number
  readonly failed: (address: string) => void
  readonly succeeded: (address: string) => void
}

type Record = { failures: number; until: number; at: number }

/** Wrong guesses without a wait, the wait after the next one (doubled with each), and its ceiling. */
const rules = {
  address: { free: 5, first: 1000, longest: 300_000 },
  everybody: { free: 50, first: 250, longest: 2000 },
} as const

/** So long after its last wrong guess an address begins afresh. */
const forgotten = 3_600_000
const mostAddresses = 10_000

/** An IPv6 address stands for its /64, which is one customer's; an IPv4 address in IPv6 dress is itself. */
function neighbourhood(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  const filled =
    tail === undefined
      ? groups
      : [...groups, ...Array<string>(8 - groups.length - tail.split(':').filter(Boolean).length).fill('0')]
  return filled
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const fresh = (): Record => ({ failures: 0, until: 0, at: 0 })

function note(
  record: Record,
  { free, first, longest }: (typeof rules)['address' | 'everybody'],
  now: number,
) {
  if (now - record.at > forgotten) record.failures = 0
  record.failures++
  record.at = now
  if (record.failures >= free)
    record.until = now + Math.min(longest, first * 2 ** Math.min(30, record.failures - free))
}

/**
 * Each address has a handful of free guesses, then a wait that doubles; all addresses together have one too, short enough that nobody can
 * shut the others out, and not for an address from which somebody has signed in. Nothing is held open: who must wait is told so at once.
 */
export function patience(now: () => number): Patience {
  const addresses = new Map<string, Record>()
  const trusted = new Set<string>()
  const everybody = fresh()

  const recordOf = (address: string) => {
    const record = addresses.get(address) ?? fresh()
    addresses.delete(address)
    addresses.set(address, record)
    if (addresses.size > mostAddresses) {
      const [oldest = ''] = addresses.keys()
      addresses.delete(oldest)
    }
    return record
  }

  return {
    wait: address => {
      const near = neighbourhood(address)
      const own = addresses.get(near)?.until ?? 0
      return Math.max(0, own - now(), trusted.has(near) ? 0 : everybody.until - now())
    },
    failed: address => {
      note(recordOf(neighbourhood(address)), rules.address, now())
      note(everybody, rules.everybody, now())
    },
    succeeded: address => {
      const near = neighbourhood(address)
      addresses.delete(near)
      if (trusted.size < mostAddresses) trusted.add(near)
    },
  }
}
