import type { Ms } from '#shared/time/window.ts'

/** The limits of every connection that leaves this program. */
export type OutboundSettings = {
  /** From the first packet to an open connection, name look-up and TLS included. */
  readonly connect: Ms
  /** From the request to the first byte of an answer; a slow query spends its time here. */
  readonly begin: Ms
  /** Between two pieces of an answer. */
  readonly pause: Ms
  /** The whole exchange with its further tries, from when its turn has come. */
  readonly whole: Ms
  /** The largest answer in bytes, after decompression. */
  readonly largest: number
  /** Requests of one line at a time; further ones wait for their turn. */
  readonly perLine: number
  /** Networks that are never contacted, as `address/bits`. */
  readonly denied: readonly string[]
  /** Networks that are contacted although they lie in a denied one. */
  readonly allowed: readonly string[]
}

/** Link-local networks and the addresses at which clouds hand out machine credentials; loopback and private networks are allowed. */
export const credentialNetworks: readonly string[] = [
  '169.254.0.0/16',
  'fe80::/10',
  'fd00:ec2::254/128',
  '100.100.100.200/32',
  '168.63.129.16/32',
]

/** Times in milliseconds, sizes in bytes. */
export const outboundDefaults: OutboundSettings = {
  connect: 5_000,
  begin: 60_000,
  pause: 15_000,
  whole: 90_000,
  largest: 64 * 1024 * 1024,
  perLine: 6,
  denied: credentialNetworks,
  allowed: [],
}
