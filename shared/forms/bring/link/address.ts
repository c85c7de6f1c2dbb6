/** An address in its parts. `origin` has scheme and host; a user and password in it are left out, and `secret` says that they were there. */
export type Address = {
  readonly origin: string
  /** From the first slash, decoded no further. */
  readonly path: string
  readonly query: Query
  readonly fragment: string
  readonly secret: boolean
}

/** The parameters after the `?`, decoded, each with its values in order. */
export type Query = ReadonlyMap<string, readonly string[]>

const shape = /^(https?:\/\/)([^/?#\s]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is

/** `%41` and `+` decoded; a text that is not well encoded stays as it is. */
export function decoded(text: string): string {
  const spaced = text.replace(/\+/g, ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

/** The parameters of a text such as `a=1&b=2&a=3`. */
export function readQuery(text: string): Query {
  const values = new Map<string, string[]>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = decoded(at < 0 ? pair : pair.slice(0, at))
    const held = values.get(name) ?? []
    held.push(at < 0 ? '' : decoded(pair.slice(at + 1)))
    values.set(name, held)
  }
  return values
}

/** The last value of a parameter; empty where there is none. */
export const valueOf = (query: Query, name: string): string => query.get(name)?.at(-1) ?? ''

/** An address of the web taken apart; null for anything else. */
export function readAddress(text: string): Address | null {
  const found = shape.exec(text.trim())
  if (!found) return null
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = found
  const at = host.lastIndexOf('@')
  return {
    origin: scheme.toLowerCase() + host.slice(at + 1).toLowerCase(),
    path,
    query: readQuery(query),
    fragment,
    secret: at >= 0,
  }
}

/** The base address that a path stands under: what is before `path`'s match, without a slash at its end. */
export const baseOf = (address: Address, end: number): string =>
  (address.origin + address.path.slice(0, end)).replace(/\/+$/, '')
