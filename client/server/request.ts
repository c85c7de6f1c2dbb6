import { ApiTrouble, troubleOf } from './trouble.ts'

export type Stop = { readonly signal?: AbortSignal | undefined }
export type Parameters = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** A path with query parameters; absent ones are left out, lists are repeated. */
export function pathWith(path: string, parameters: Parameters): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

/** Told when the server says that this browser is not signed in any more. */
export const sessionEnded = (() => {
  const all = new Set<() => void>()
  return {
    add: (listener: () => void) => void all.add(listener),
    tell: () => all.forEach(listener => listener()),
  }
})()

/** One request of our own server. Throws ApiTrouble; being stopped throws the signal's own AbortError. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (thrown) {
    if (init.signal?.aborted === true) throw thrown
    throw new ApiTrouble(0, {
      kind: 'offline',
      message: 'The Blipbook server does not answer.',
      hint: 'Is it still running?',
    })
  }
  if (response.ok) return response
  const trouble = await troubleOf(response)
  if (trouble.error.kind === 'signedOut') sessionEnded.tell()
  throw trouble
}

/** GET of a JSON answer. */
export async function getJson<Answer>(path: string, stop: Stop = {}): Promise<Answer> {
  const response = await send(path, { signal: stop.signal ?? null, headers: { Accept: 'application/json' } })
  return (await response.json()) as Answer
}

/** POST of a JSON body with a JSON answer. */
export const postJson = <Answer>(path: string, body: unknown, stop: Stop = {}): Promise<Answer> =>
  sendJson('POST', path, body, stop)

/** PUT of a JSON body with a JSON answer. */
export const putJson = <Answer>(path: string, body: unknown, stop: Stop = {}): Promise<Answer> =>
  sendJson('PUT', path, body, stop)

async function sendJson<Answer>(method: string, path: string, body: unknown, stop: Stop): Promise<Answer> {
  const response = await send(path, {
    method,
    signal: stop.signal ?? null,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Answer
}

/** DELETE without an answer. */
export async function remove(path: string): Promise<void> {
  await send(path, { method: 'DELETE' })
}
