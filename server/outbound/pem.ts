import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Connection } from './outbound.ts'

type Tls = Connection['tls']

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

const wanted = 'it should be a PEM text that begins with -----BEGIN CERTIFICATE-----.'

/** The certificates of a PEM text; undefined where it holds none, or one that cannot be read. */
function certificatesOf(text: string): readonly X509Certificate[] | undefined {
  const blocks = text.match(certificateBlock) ?? []
  try {
    return blocks.length === 0 ? undefined : blocks.map(block => new X509Certificate(block))
  } catch {
    return undefined
  }
}

/** What is wrong with a PEM text, and with which. */
export type PemProblem = { readonly reason: string; readonly part: 'authority' | 'certificate' }

function keyProblem({ certificate, key }: Tls): string | undefined {
  if (key.includes('ENCRYPTED'))
    return 'The client key is locked with a passphrase; give it unlocked (openssl pkey -in key.pem).'
  const [own] = certificatesOf(certificate) ?? []
  try {
    const read = createPrivateKey(key)
    return own?.checkPrivateKey(read) === false
      ? 'The client key does not belong to the client certificate.'
      : undefined
  } catch {
    return 'The client key cannot be read: it should be a PEM text that begins with -----BEGIN PRIVATE KEY-----.'
  }
}

function certificateProblem(tls: Tls): string | undefined {
  const { certificate, key } = tls
  if (certificate === '' && key === '') return undefined
  if (certificate === '') return 'The client key needs its certificate.'
  if (certificatesOf(certificate) === undefined) return `The client certificate cannot be read: ${wanted}`
  return key === '' ? 'The client certificate needs its key.' : keyProblem(tls)
}

/** What is wrong with the PEM texts of a connection, naming which of the three; null where nothing is. Never repeats any of them. */
export function pemProblem(tls: Tls): PemProblem | null {
  if (tls.ca !== '' && certificatesOf(tls.ca) === undefined)
    return { reason: `The authority (CA) cannot be read: ${wanted}`, part: 'authority' }
  const reason = certificateProblem(tls)
  return reason === undefined ? null : { reason, part: 'certificate' }
}

/** What a connection trusts and shows: the usual authorities, those of NODE_EXTRA_CA_CERTS, and its own. Throws where a PEM text is none. */
export function trustOf({ ca, certificate, key }: Tls): SecureContext {
  const trust = createSecureContext(certificate === '' ? {} : { cert: certificate, key })
  const native = trust.context as { readonly addCACert: (pem: string) => void }
  for (const block of ca.match(certificateBlock) ?? []) native.addCACert(block)
  return trust
}
