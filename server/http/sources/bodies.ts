import { z } from 'zod'
import { plainConnection } from '#shared/wire/wire.ts'

const address = z.string().trim().min(1).max(2000)
const user = z.string().max(300)
const password = z.string().max(3000)
const token = z.string().min(1).max(10_000)
const headerName = z.string().min(1).max(200)
const headerValue = z.string().max(10_000)
const pem = z.string().max(200_000)
const proxy = z.string().max(2000).nullable().default(null)
const mostHeaders = 50

const none = z.object({ kind: z.literal('none') })

const auth = z.discriminatedUnion('kind', [
  none,
  z.object({ kind: z.literal('basic'), user, password }),
  z.object({ kind: z.literal('bearer'), token }),
])

const headers = z.array(z.object({ name: headerName, value: headerValue })).max(mostHeaders)

const named = {
  title: z.string().trim().min(1).max(80),
  kind: z.literal('prometheus'),
  address,
  proxy,
  grafana: z
    .object({ uid: z.string().min(1).max(200) })
    .nullable()
    .default(null),
  scrape: z.int().min(100).max(86_400_000).default(plainConnection.scrape),
}

const reached = {
  auth,
  headers: headers.default([]),
  tls: z.object({ ca: pem, certificate: pem, key: pem }).default(plainConnection.tls),
}

/** `SourceDraft` of shared/wire. */
export const draft = z.object({ ...named, ...reached })

/** `GrafanaQuestion` of shared/wire. */
export const grafanaQuestion = z.object({ address, proxy, ...reached })

const kept = pem.nullable()

/** `SourceChange` of shared/wire: null stands for a secret that stays as it is. */
export const change = z.object({
  ...named,
  auth: z.discriminatedUnion('kind', [
    none,
    z.object({ kind: z.literal('basic'), user, password: password.nullable() }),
    z.object({ kind: z.literal('bearer'), token: token.nullable() }),
  ]),
  headers: z.array(z.object({ name: headerName, value: headerValue.nullable() })).max(mostHeaders),
  tls: z.object({ ca: kept, certificate: kept, key: kept }),
})

/** What a source of the list is tested with: a change that is not made yet, null for none. */
export const trial = z.object({ change: change.nullable().default(null) })
