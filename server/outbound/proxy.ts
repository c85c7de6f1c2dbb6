/** A proxy's address without user and password, and the header that signs in to it; or why the address is none. */
export type ProxyReading =
  | { readonly ok: true; readonly origin: string; readonly token?: string }
  | { readonly ok: false; readonly reason: string }

const refused = (reason: string): ProxyReading => ({ ok: false, reason })

/** Reads the address of a proxy. The reason never repeats what was given, which may hold a password. */
export function readProxy(text: string): ProxyReading {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text.trim()))
    return refused('The proxy’s address should look like http://proxy:3128.')
  const url = new URL(text)
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return refused('The proxy’s address ends with its port; a path after it means nothing.')
  if (url.username === '' && url.password === '') return { ok: true, origin: url.origin }
  try {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    return { ok: true, origin: url.origin, token: `Basic ${Buffer.from(pair).toString('base64')}` }
  } catch {
    return refused('The user and password in the proxy’s address are badly escaped.')
  }
}
