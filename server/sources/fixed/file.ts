import { LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { nearest } from '#shared/query/nearest.ts'
import { parseDuration } from '#shared/time/duration.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { FixedFileTrouble } from './trouble.ts'

const reference = /^(env|file):.+/s

const secret = z
  .string()
  .regex(reference, 'a secret is given as env:NAME or file:PATH, not in the file itself')

const pem = z
  .string()
  .refine(
    text => reference.test(text) || text.trimStart().startsWith('-----BEGIN CERTIFICATE'),
    'a certificate is given as file:PATH, env:NAME or a PEM text',
  )

const auth = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('basic'), user: z.string().min(1), password: secret }),
    z.strictObject({ kind: z.literal('bearer'), token: secret }),
  ],
  { error: issue => (issue.code === 'invalid_union' ? 'kind is one of none, basic, bearer' : undefined) },
)

const secretHeader = /^(authorization|proxy-authorization|cookie)$|token|secret|key|password/i

const headers = z
  .record(z.string(), z.union([z.string(), z.number().transform(String)]))
  .superRefine((given, context) => {
    for (const [name, value] of Object.entries(given))
      if (secretHeader.test(name) && !reference.test(value))
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'its value is a secret: give it as env:NAME or file:PATH',
        })
  })

const proxy = z
  .string()
  .refine(
    text => reference.test(text) || !/\/\/[^/]*@/.test(text),
    'a proxy with a user and a password is given as env:NAME or file:PATH',
  )

const scrape = z
  .union([z.number(), z.string()], 'wants a length of time, such as 15s')
  .transform(value => (typeof value === 'number' ? value : (parseDuration(value) ?? NaN)))
  .refine(
    value => value >= 100 && value <= 86_400_000,
    'wants a length of time from 100ms to 1d, such as 15s',
  )

const row = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'an id is made of small letters, digits, - and _'),
    title: z.string().min(1).max(80),
    kind: z.enum(['prometheus', 'grafana'], 'kind is prometheus or grafana'),
    address: z.string().min(1),
    dataSource: z.string().min(1).optional(),
    auth: auth.default({ kind: 'none' }),
    headers: headers.default({}),
    tls: z
      .strictObject({ ca: pem.default(''), certificate: pem.default(''), key: secret.default('') })
      .default({ ca: '', certificate: '', key: '' }),
    proxy: proxy.nullable().default(null),
    scrape: scrape.default(plainConnection.scrape),
  })
  .refine(one => one.kind !== 'grafana' || one.dataSource !== undefined, {
    path: ['dataSource'],
    message: 'a source of the kind grafana names a data source by its uid or name',
  })
  .refine(one => one.kind !== 'prometheus' || one.dataSource === undefined, {
    path: ['dataSource'],
    message: 'only a source of the kind grafana has one',
  })

const file = z.strictObject({ sources: z.array(row) })

/** A row of the operator's file, its secrets still references (`env:NAME`, `file:PATH`). */
export type FixedRow = z.output<typeof row>

const knownKeys = 'sources user password token ca certificate key'.split(' ').concat(Object.keys(row.shape))

function issueWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'it is missing'
  if (issue.code !== 'unrecognized_keys') return issue.message
  const [unknown = ''] = issue.keys
  const near = nearest(unknown, knownKeys)
  return `“${unknown}” is not known${near === undefined || near === unknown ? '' : `; is “${near}” meant`}`
}

/** The line, from 1, of the innermost node on a path that the text has. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): string {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    const range: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, 'range') : undefined
    if (Array.isArray(range)) return ` (line ${lines.linePos(Number(range[0])).line})`
  }
  return ''
}

/** Reads the operator's file of sources, YAML or JSON. Throws `FixedFileTrouble` that names the place and its line. */
export function readFixedFile(text: string): readonly FixedRow[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, uniqueKeys: true })
  const [broken] = document.errors
  if (broken !== undefined)
    throw new FixedFileTrouble(
      `The sources file is neither YAML nor JSON (line ${broken.linePos?.[0].line ?? 1}).`,
    )
  const reading = file.safeParse(document.toJS({ maxAliasCount: 100 }))
  if (reading.success) return reading.data.sources
  const { issues } = reading.error
  const issue = issues.find(one => one.code === 'unrecognized_keys') ?? issues[0]
  if (issue === undefined) throw new FixedFileTrouble('The sources file is wrong.')
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  const place = issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`
  throw new FixedFileTrouble(
    `The sources file is wrong${place}${lineOf(document, lines, path)}: ${issueWords(issue)}.`,
  )
}
