import type { OutboundAnswer } from '#server/outbound/outbound.ts'
import { Failed, type Failure, type SourcePart } from '#shared/query/failure.ts'

type Words = { readonly message: string; readonly hint?: string; readonly part?: SourcePart }

/** The JSON object in an answer; undefined where it holds none. */
export function objectIn(answer: OutboundAnswer): Readonly<Record<string, unknown>> | undefined {
  const text = new TextDecoder().decode(answer.body)
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

/** What Grafana itself says in a refusal; undefined for an answer that came from behind it, as a Prometheus' own errors do. */
export function saidByGrafana(answer: OutboundAnswer): string | undefined {
  const body = answer.status < 400 ? undefined : objectIn(answer)
  return body !== undefined && body['status'] !== 'error' && typeof body['message'] === 'string'
    ? body['message']
    : undefined
}

/** The permissions that a refusal names: `datasources:read`. */
const wanted = (said: string) => /permissions needed: ([\w:.,|* -]+)/i.exec(said)?.[1]?.trim()

const statusWords: Readonly<Record<number, (host: string, said: string) => Words>> = {
  401: (host, said) => ({
    message: `The Grafana at ${host} does not accept the token (401${said === '' ? '' : `: ${said}`}).`,
    hint: 'Make a new token for a service account: Administration → Users and access → Service accounts.',
    part: 'signIn',
  }),
  403: (host, said) => ({
    message: `The Grafana at ${host} does not allow this to the token (403): it needs ${wanted(said) ?? 'datasources:query'}.`,
    hint: 'Give its service account the role Viewer, or the permissions datasources:read and datasources:query where roles are narrower. A data source of another organisation wants the header X-Grafana-Org-Id.',
    part: 'signIn',
  }),
  404: (host, said) => ({
    message: `The Grafana at ${host} knows nothing there (404${said === '' ? '' : `: ${said}`}).`,
    hint: 'Check the address; if Grafana is served below a path, that path belongs to it.',
    part: 'address',
  }),
  429: host => ({
    message: `The Grafana at ${host} refuses because of too many requests (429).`,
    hint: 'Wait a little.',
  }),
  502: host => ({
    message: `The Grafana at ${host} cannot reach the data source behind it (502).`,
    hint: 'In Grafana, “Save & test” on that data source says more.',
    part: 'dataSource',
  }),
  504: host => ({
    message: `The Grafana at ${host} waited in vain for the data source behind it (504).`,
    hint: 'A shorter window or fewer series may help.',
    part: 'dataSource',
  }),
}

const anonymous: Words = {
  message: 'This Grafana asks for a token (401).',
  hint: 'Make one for a service account with the role Viewer: Administration → Users and access → Service accounts.',
  part: 'signIn',
}

/** The failure for an answer that is a refusal of Grafana's own. `signedIn`: a token was sent. */
export function refusalOf(answer: OutboundAnswer, host: string, signedIn: boolean): Failed {
  const said = (saidByGrafana(answer) ?? '').slice(0, 200)
  const { status } = answer
  const other = (): Words => ({
    message: `The Grafana at ${host} answers with status ${status}${said === '' ? '' : ` (“${said}”)`}.`,
  })
  const words = status === 401 && !signedIn ? anonymous : (statusWords[status] ?? other)
  const { message, hint, part } = typeof words === 'function' ? words(host, said) : words
  const failure: Failure = { kind: 'source', message, ...(hint !== undefined && { hint }) }
  return new Failed(failure, part)
}

/** The failure for an answer that is a page in place of data: somebody's sign-in page, or no Grafana at all. */
export function notGrafana(answer: OutboundAnswer, host: string): Failed {
  const text = new TextDecoder().decode(answer.body.subarray(0, 20_000))
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.replace(/\s+/g, ' ').trim().slice(0, 80) ?? ''
  return new Failed(
    {
      kind: 'nonsense',
      message: `${host} answers with a page in place of data${title === '' ? '' : ` (“${title}”)`}.`,
      hint: 'Either a sign-in page stands in front of Grafana, or the address is not that of a Grafana.',
    },
    'address',
  )
}
