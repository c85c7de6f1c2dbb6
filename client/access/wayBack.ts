/**
 * Where to go after signing in: the `to` of the sign-in page's query with the fragment that the browser kept. Anything but a path of this
 * server is the library: a link must not lead elsewhere by way of the sign-in page.
 */
export function wayBack(search: string, hash: string): string {
  const to = new URLSearchParams(search).get('to') ?? '/'
  const here = 'http://here.invalid'
  try {
    const url = new URL(to, here)
    const isLocal = url.origin === here && /^\/(?![/\\])/.test(to) && url.pathname !== '/sign-in'
    return isLocal ? `${url.pathname}${url.search}${hash}` : '/'
  } catch {
    return '/'
  }
}
