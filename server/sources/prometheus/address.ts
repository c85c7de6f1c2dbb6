import type { SourceDraft } from '#shared/wire/wire.ts'

/** How a source is signed in to. */
export type Auth = SourceDraft['auth']

/** An address with what was only decoration taken off, or why it is none. `auth` where the address carried a user and a password. */
export type AddressReading =
  | { readonly ok: true; readonly address: string; readonly auth?: Auth }
  | { readonly ok: false; readonly reason: string }

const decoration = /\/(api\/v1(\/.*)?|graph|query|targets|alerts|status|classic(\/.*)?)$/

/**
 * Reads the address of a Prometheus as people paste it: without a scheme (http is meant), with a trailing slash, with the path of one of
 * its pages or of its API, with user and password. What remains is scheme, host, port and path prefix, without a trailing slash.
 */
export function readAddress(text: string): AddressReading {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, reason: 'The address is empty.' }
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  if (!URL.canParse(whole))
    return {
      ok: false,
      reason: `“${trimmed.replace(/\/\/[^/]*@/, '//•••@')}” is not an address; one looks like http://host:9090.`,
    }
  const url = new URL(whole)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { ok: false, reason: `An address begins with http:// or https://, not ${url.protocol}//.` }
  if (url.hostname === '') return { ok: false, reason: 'The address names no host.' }
  const address = url.origin + url.pathname.replace(decoration, '').replace(/\/+$/, '')
  if (url.username === '' && url.password === '') return { ok: true, address }
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
    return { ok: true, address, auth: { kind: 'basic', user, password } }
  } catch {
    return { ok: false, reason: 'The user and password in the address are badly escaped.' }
  }
}
