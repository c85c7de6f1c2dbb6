import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** What the operator may set. Times in milliseconds, sizes in bytes. */
export type Settings = {
  readonly port: number
  readonly host: string
  /** Shared by all who may come in; null: nobody is asked, and only this machine reaches it. */
  readonly password: string | null
  /** The public origin, such as `https://blipbook.example`, without a path. */
  readonly address: string | null
  readonly data: string
  readonly demo: boolean
  readonly sources: string | null
  readonly maxSamples: number
  readonly maxSeries: number
  readonly queryTimeout: number
  readonly cacheBytes: number
  readonly importBytes: number
  readonly sourceConnect: number
  readonly sourceTimeout: number
  readonly sourceConcurrency: number
  readonly sourceBytes: number
  readonly denyNetworks: readonly string[]
  readonly allowNetworks: readonly string[]
  /** Days that evidence stays which nobody judged. */
  readonly keepDays: number
  /** What all evidence may take up; 0: no limit. */
  readonly evidenceBytes: number
}

export type SettingName = keyof Settings

type Row<Value> = {
  readonly variable: string
  readonly default: string
  readonly meaning: string
  /** The value, or null where the text is not one. */
  readonly read: (text: string) => Value | null
  readonly wants: string
  /** The text is not repeated where it is wrong. */
  readonly secret?: boolean
}

const wholeNumber = (least: number, most: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null

const megabytes = (text: string) => {
  const value = wholeNumber(1, 1_000_000)(text)
  return value === null ? null : value * 1_048_576
}

/** True for the addresses that only this machine reaches. */
export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|localhost|::1)$/.test(host)

function readPassword(text: string): string | null {
  const password = text.startsWith('file:') ? textOf(text.slice(5)).replace(/\r?\n$/, '') : text
  return [...password].length >= 8 ? password : null
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function readOrigin(text: string): string | null {
  try {
    const { origin, protocol, pathname, search, username } = new URL(text)
    const plain = pathname === '/' && search === '' && username === ''
    return plain && /^https?:$/.test(protocol) ? origin : null
  } catch {
    return null
  }
}

const isNetwork = (text: string) => {
  const [address = '', bits = '', ...more] = text.split('/')
  const most = { 4: 32, 6: 128 }[isIP(address)]
  return most !== undefined && more.length === 0 && wholeNumber(0, most)(bits) !== null
}

const networks = (text: string) => {
  const list = text.split(/[\s,]+/).filter(Boolean)
  return list.every(isNetwork) ? list : null
}

/** Every setting: read here, listed by `--help`, and by the README (a test holds the two together). */
export const settingsTable: { readonly [Name in SettingName]: Row<Settings[Name]> } = {
  port: {
    variable: 'BLIPBOOK_PORT',
    default: '4780',
    meaning: 'The port to listen on; 0 takes a free one',
    read: wholeNumber(0, 65_535),
    wants: 'a whole number from 0 to 65535',
  },
  host: {
    variable: 'BLIPBOOK_HOST',
    default: '127.0.0.1',
    meaning: 'The address to listen on; `0.0.0.0` for all of this machine, which needs a password',
    read: text => (/^[\w.:-]+$/.test(text) ? text : null),
    wants: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  },
  password: {
    variable: 'BLIPBOOK_PASSWORD',
    default: '',
    meaning:
      'The password that all share, or `file:PATH` of a file that holds it; unset, nobody is asked for one',
    read: readPassword,
    wants: 'at least 8 characters (shorter ones are guessed), or `file:PATH` of a file that holds them',
    secret: true,
  },
  address: {
    variable: 'BLIPBOOK_ADDRESS',
    default: '',
    meaning: 'The address by which others reach it through a proxy, such as `https://blipbook.example`',
    read: readOrigin,
    wants: 'an address such as https://blipbook.example, without a path',
  },
  data: {
    variable: 'BLIPBOOK_DATA',
    default: './blipbook-data',
    meaning: 'The directory that holds notebooks, evidence and samples',
    read: text => (text === '' ? null : resolve(text)),
    wants: 'a directory',
  },
  demo: {
    variable: 'BLIPBOOK_DEMO',
    default: 'on',
    meaning: 'Load the two finished investigations and their data on the first start; `off` starts empty',
    read: text => ({ on: true, off: false })[text] ?? null,
    wants: '`on` or `off`',
  },
  sources: {
    variable: 'BLIPBOOK_SOURCES',
    default: '',
    meaning: 'A YAML or JSON file of data sources; secrets in it as `env:NAME` or `file:PATH`',
    read: text => (text === '' ? null : resolve(text)),
    wants: 'a file',
  },
  maxSamples: {
    variable: 'BLIPBOOK_MAX_SAMPLES',
    default: '50000000',
    meaning: 'The most samples that one query of the embedded store may touch',
    read: wholeNumber(1000, 1e12),
    wants: 'a whole number from 1000',
  },
  maxSeries: {
    variable: 'BLIPBOOK_MAX_SERIES',
    default: '5000',
    meaning: 'The most series that one answer may hold',
    read: wholeNumber(1, 1e6),
    wants: 'a whole number from 1 to 1000000',
  },
  queryTimeout: {
    variable: 'BLIPBOOK_QUERY_TIMEOUT',
    default: '30000',
    meaning: 'How long one query may take, in milliseconds',
    read: wholeNumber(100, 3_600_000),
    wants: 'milliseconds, from 100 to 3600000',
  },
  cacheBytes: {
    variable: 'BLIPBOOK_CACHE_MB',
    default: '256',
    meaning: 'How much memory decoded samples may take, in megabytes',
    read: megabytes,
    wants: 'a whole number of megabytes',
  },
  importBytes: {
    variable: 'BLIPBOOK_IMPORT_MB',
    default: '512',
    meaning: 'The largest file of samples that is taken, in megabytes',
    read: megabytes,
    wants: 'a whole number of megabytes',
  },
  sourceConnect: {
    variable: 'BLIPBOOK_SOURCE_CONNECT',
    default: '5000',
    meaning: 'How long a source may take to accept a connection, in milliseconds',
    read: wholeNumber(100, 300_000),
    wants: 'milliseconds, from 100 to 300000',
  },
  sourceTimeout: {
    variable: 'BLIPBOOK_SOURCE_TIMEOUT',
    default: '30000',
    meaning: 'How long a source may take for one answer, further tries included, in milliseconds',
    read: wholeNumber(100, 3_600_000),
    wants: 'milliseconds, from 100 to 3600000',
  },
  sourceConcurrency: {
    variable: 'BLIPBOOK_SOURCE_CONCURRENCY',
    default: '6',
    meaning: 'How many questions one source is asked at a time; others wait for their turn',
    read: wholeNumber(1, 1000),
    wants: 'a whole number from 1 to 1000',
  },
  sourceBytes: {
    variable: 'BLIPBOOK_SOURCE_MB',
    default: '64',
    meaning: 'The largest answer that is taken from a source, in megabytes',
    read: megabytes,
    wants: 'a whole number of megabytes',
  },
  denyNetworks: {
    variable: 'BLIPBOOK_DENY_NETWORKS',
    default: '',
    meaning:
      'Networks that no source may be in, besides link-local ones and those of cloud credentials: `10.0.0.0/8, fd00::/8`',
    read: networks,
    wants: 'networks such as 10.0.0.0/8, fd00::/8',
  },
  allowNetworks: {
    variable: 'BLIPBOOK_ALLOW_NETWORKS',
    default: '',
    meaning: 'Networks that a source may be in although they are denied',
    read: networks,
    wants: 'networks such as 169.254.20.0/24',
  },
  keepDays: {
    variable: 'BLIPBOOK_KEEP_DAYS',
    default: '14',
    meaning:
      'How many days evidence stays that nobody judged or pinned; the latest of each step stays longer',
    read: wholeNumber(1, 36_500),
    wants: 'a whole number of days, from 1 to 36500',
  },
  evidenceBytes: {
    variable: 'BLIPBOOK_EVIDENCE_MB',
    default: '4096',
    meaning:
      'How much all evidence may take up, in megabytes; beyond it what nobody judged goes early; 0 for no limit',
    read: text => (text === '0' ? 0 : megabytes(text)),
    wants: 'a whole number of megabytes, or 0',
  },
}

/**
 * The settings from the environment, or one line for each that is wrong. The only place that reads the environment.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
):
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, row] of Object.entries(settingsTable)) {
    const text = environment[row.variable] ?? row.default
    const value = row.read(text)
    values[name] = value
    const optional = row.default === '' && text === ''
    if (value === null && !optional)
      problems.push(`${row.variable}${row.secret ? '' : `=${text}`}: wants ${row.wants}`)
  }
  const { host, password } = values as Settings
  const unset = (environment[settingsTable.password.variable] ?? '') === ''
  if (host !== null && !isLoopback(host) && password === null && unset)
    problems.push(
      `BLIPBOOK_HOST=${host}: others could come in; set BLIPBOOK_PASSWORD (at least 8 characters) too`,
    )
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: values as Settings }
}

/** The value of an environment variable that a file of sources names by `env:NAME`. */
export const secretFromEnvironment = (name: string): string | undefined => process.env[name]
