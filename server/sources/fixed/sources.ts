import type { StoredSource } from '#server/store/store.ts'
import { readFixedFile, type FixedRow } from './file.ts'
import { FixedFileTrouble } from './trouble.ts'

/** What a secret's reference (`env:NAME`, `file:PATH`) stands for; undefined where there is no such variable or file. */
export type SecretOf = (reference: string) => string | undefined

const isReference = (text: string) => /^(env|file):/.test(text)

function resolved(row: FixedRow, secretOf: SecretOf): StoredSource {
  const value = (text: string): string => {
    if (!isReference(text)) return text
    const found = secretOf(text)?.trim()
    if (found === undefined || found === '')
      throw new FixedFileTrouble(`The sources file: the secret ${text} of “${row.id}” is not there.`)
    return found
  }
  const { id, title, address, auth, headers, tls, proxy, scrape, dataSource } = row
  const signIn = (): StoredSource['auth'] => {
    if (auth.kind === 'basic') return { ...auth, password: value(auth.password) }
    return auth.kind === 'bearer' ? { ...auth, token: value(auth.token) } : auth
  }
  return {
    id,
    title,
    kind: 'prometheus',
    address,
    auth: signIn(),
    headers: Object.entries(headers).map(([name, text]) => ({ name, value: value(text) })),
    tls: { ca: value(tls.ca), certificate: value(tls.certificate), key: value(tls.key) },
    proxy: proxy === null ? null : value(proxy),
    grafana: dataSource === undefined ? null : { uid: dataSource },
    scrape,
  }
}

/** The sources of the operator's file, secrets and all. Throws `FixedFileTrouble`. */
export const readFixedSources = (text: string, secretOf: SecretOf): readonly StoredSource[] =>
  readFixedFile(text).map(row => resolved(row, secretOf))
