import { printDate } from './date.ts'

/**
 * What is written for the texts of a variable. `several`: it may be more than one, and then is a list even of one. `rest`: the words behind
 * the format's own, as in `date:YYYY-MM`. Null: it is no such value.
 */
type Format = (
  texts: readonly string[],
  variable: { readonly name: string; readonly several: boolean; readonly rest: readonly string[] },
) => string | null

const escapeRegex = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const escapeLucene = (text: string) => text.replace(/[!*+\-=<>\s&|()[\]{}^~?:\\/"]/g, '\\$&')
const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;')

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
const strictly = (text: string) => text.replace(/[!'()*]/g, percent)
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD')
const encodePart = (text: string) => strictly(encodeURIComponent(wellFormed(text)))
const encodeWhole = (text: string) => strictly(encodeURI(wellFormed(text)))

const quoted = (quote: string, escaped: string) => (texts: readonly string[]) =>
  texts.map(text => quote + text.replaceAll(quote, escaped) + quote).join(',')
const inBraces: Format = (texts, { several }) => (several ? `{${texts.join(',')}}` : (texts[0] ?? ''))
const encoded =
  (encode: (text: string) => string): Format =>
  (texts, variable) =>
    encode(inBraces(texts, variable) ?? '')

/** The formats of Grafana, by the word that asks for them: `${node:pipe}`. */
export const formats = {
  regex: texts =>
    texts.length === 1 ? escapeRegex(texts[0] ?? '') : `(${texts.map(escapeRegex).join('|')})`,
  pipe: texts => texts.join('|'),
  csv: texts => texts.join(','),
  raw: texts => texts.join(','),
  glob: texts => (texts.length === 1 ? (texts[0] ?? '') : `{${texts.join(',')}}`),
  json: (texts, { several }) => (several ? JSON.stringify(texts) : (texts[0] ?? '')),
  doublequote: quoted('"', '\\"'),
  singlequote: quoted("'", "\\'"),
  sqlstring: quoted("'", "''"),
  text: texts => texts.join(' + '),
  html: texts => escapeHtml(texts.join(', ')),
  lucene: (texts, { several }) =>
    several ? `(${texts.map(text => `"${escapeLucene(text)}"`).join(' OR ')})` : escapeLucene(texts[0] ?? ''),
  distributed: (texts, { name }) => texts.map((text, i) => (i === 0 ? text : `${name}=${text}`)).join(','),
  percentencode: encoded(encodePart),
  uriencode: encoded(encodeWhole),
  queryparam: (texts, { name }) => texts.map(text => `var-${name}=${encodePart(text)}`).join('&'),
  customqueryparam: (texts, { name, rest: [as = name, ahead = ''] }) =>
    texts.map(text => `${as}=${ahead}${encodePart(text)}`).join('&'),
  join: (texts, { rest: [between = ','] }) => texts.join(between),
  date: (texts, { rest }) => printDate(Number(texts[0] ?? NaN), rest.join(':')),
} as const satisfies Readonly<Record<string, Format>>

/** The format of a name; undefined for what is none. */
export const formatOf = (name: string): Format | undefined =>
  Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined

/** Formats that also rewrite what “all” stands for; in every other one that text stands as it is. */
export const rewritesWhole: ReadonlySet<string> = new Set(['percentencode', 'text'])

const wholeMatcher = /^\w+(=|!=|=~|!~)".*"$/

/** Escaped to stand within quotes; a text that is a whole condition (`job="api"`) is meant to be read as one. */
const escapeText = (text: string) =>
  wholeMatcher.test(text) ? text : text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')

/** Escaped for a regular expression that stands within quotes. */
const escapePattern = (text: string) =>
  text
    .replace(/\\/g, '\\\\\\\\')
    .replace(/"/g, '\\\\\\"')
    .replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&')

/**
 * How a variable without a format is written in PromQL, by the rules of Grafana's Prometheus data source: the one value of a plain variable is
 * escaped for quotes; those of one that may be several or all are escaped for a regular expression, more than one joined as `(a|b)`.
 */
export function promqlFormat(texts: readonly string[], pattern: boolean): string {
  if (!pattern) return escapeText(texts[0] ?? '')
  return texts.length === 1 ? escapePattern(texts[0] ?? '') : `(${texts.map(escapePattern).join('|')})`
}
