import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('./certificates/', import.meta.url)

/** Where a PEM file made for these tests alone lies; valid from 2020 to 2120. `authority` signed `server`, `client` and `elsewhere`. */
export const pemPath = (name: string): string => fileURLToPath(new URL(name, folder))

export const pem = (name: string): string => readFileSync(pemPath(name), 'utf8')

export const noTls = { ca: '', certificate: '', key: '' }

/** A client certificate with its key. */
export const shown = (name: 'client' | 'strangeClient') => ({
  certificate: pem(`${name}.pem`),
  key: pem(`${name}.key`),
})
