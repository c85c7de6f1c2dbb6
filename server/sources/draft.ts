import type { SourcePart } from '#shared/query/failure.ts'
import type { SourceDraft } from '#shared/wire/wire.ts'
import { problemOf } from './connection.ts'
import { readGrafanaAddress } from './grafana/address.ts'
import { readAddress } from './prometheus/address.ts'

/** Why settings of a source are refused, and which part of them. */
export type DraftRefusal = {
  readonly ok: false
  readonly reason: string
  readonly part: SourcePart | null
}

type Address = Pick<SourceDraft, 'address' | 'auth' | 'headers' | 'tls' | 'proxy'>

/** What is kept of a draft, or why it is refused. */
export type DraftReading<Draft> = { readonly ok: true; readonly draft: Draft } | DraftRefusal

/** A draft that is not taken, and the part of it that is wrong. */
export const refused = (reason: string, part: SourcePart | null): DraftRefusal => ({
  ok: false,
  reason,
  part,
})

/**
 * The draft as it is kept: the address reduced to what matters (of a Grafana where `isGrafana`), and a user and password taken out of it,
 * so that no list shows them.
 */
export function tidyAddress<Draft extends Address>(draft: Draft, isGrafana: boolean): DraftReading<Draft> {
  const reading = isGrafana ? readGrafanaAddress(draft.address) : readAddress(draft.address)
  if (!reading.ok) return refused(reading.reason, 'address')
  const given = draft.auth.kind === 'none' && reading.auth !== undefined ? reading.auth : draft.auth
  const auth: SourceDraft['auth'] =
    given.kind === 'bearer' ? { kind: 'bearer', token: given.token.trim() } : given
  if (auth.kind === 'bearer' && !/^[\x21-\x7e]+$/.test(auth.token))
    return refused('A token is one word of plain characters, without spaces or line breaks.', 'signIn')
  if (auth.kind === 'basic' && auth.user.includes(':'))
    return refused('A user name cannot contain a colon.', 'signIn')
  const proxy = draft.proxy === null || draft.proxy.trim() === '' ? null : draft.proxy.trim()
  const tidy = { ...draft, address: reading.address, auth, proxy }
  const problem = problemOf(tidy)
  return problem === null ? { ok: true, draft: tidy } : refused(problem.reason, problem.part)
}

/** The same for a whole source, whose title is trimmed. */
export function tidyDraft(draft: SourceDraft): DraftReading<SourceDraft> {
  const title = draft.title.trim()
  return title === ''
    ? refused('The source needs a title.', null)
    : tidyAddress({ ...draft, title }, draft.grafana !== null)
}
