import { z } from 'zod'
import type { StoredSource } from '#server/store/store.ts'
import { plainConnection } from '#shared/wire/wire.ts'

const secret = z
  .string()
  .regex(/^(env|file):.+/, 'a secret is given as env:NAME or file:PATH, not in the file itself')

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().min(1), password: secret }),
  z.strictObject({ kind: z.literal('bearer'), token: secret }),
])

const row = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'an id is made of small letters, digits, - and _'),
  title: z.string().min(1).max(80),
  kind: z.literal('prometheus'),
  address: z.string().min(1),
  auth: auth.default({ kind: 'none' }),
})

const file = z.strictObject({ sources: z.array(row) })

/** What a secret's reference (`env:NAME`, `file:PATH`) stands for; undefined where there is no such variable or file. */
export type SecretOf = (reference: string) => string | undefined

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const line = position === undefined ? '' : ` (line ${text.slice(0, Number(position)).split('\n').length})`
    throw new Error(`The sources file is not JSON${line}.`, { cause: error })
  }
}

/**
 * The sources of the operator's file, `{ "sources": [{ "id", "title", "kind": "prometheus", "address", "auth"? }] }`. Throws an Error
 * whose message names the place and never a secret.
 */
export function readFixedSources(text: string, secretOf: SecretOf): readonly StoredSource[] {
  const reading = file.safeParse(parsed(text))
  if (!reading.success) {
    const issue = reading.error.issues[0]
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
    throw new Error(`The sources file is wrong${place}: ${issue?.message ?? 'it has another shape'}.`)
  }
  const resolved = (id: string, reference: string): string => {
    const value = secretOf(reference)?.trim()
    if (value === undefined || value === '')
      throw new Error(`The sources file: the secret ${reference} of “${id}” is not there.`)
    return value
  }
  return reading.data.sources.map(({ auth: given, ...row }): StoredSource => {
    const source = { ...plainConnection, ...row }
    if (given.kind === 'basic')
      return { ...source, auth: { ...given, password: resolved(source.id, given.password) } }
    if (given.kind === 'bearer')
      return { ...source, auth: { ...given, token: resolved(source.id, given.token) } }
    return { ...source, auth: given }
  })
}
