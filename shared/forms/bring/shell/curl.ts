import { type Brought, leftWhole, type Left, nothingBrought } from '#shared/forms/bring/brought.ts'
import { decoded, type Query, readAddress, readQuery } from '#shared/forms/bring/link/address.ts'
import { readApiLink } from '#shared/forms/bring/link/apiLink.ts'

/** Options that take a value which does not matter here. */
const valued =
  /^(-[oXTmxeAcEKwCYyzrPQt]|--(output|request|max-time|proxy|referer|user-agent|cacert|cert|key|connect-timeout|resolve|connect-to|write-out|retry|config|cookie-jar|interface|ciphers|tls-max))$/
const joined = /^-([uHdbX])(.+)$/s

const secretHeader = /^(authorization|proxy-authorization|cookie|x-api-key|.*token.*|.*secret.*)$/i
const quietHeader =
  /^(accept.*|content-type|content-length|user-agent|connection|referer|origin|host|sec-.*|cache-control|pragma|priority|dnt|x-requested-with|x-grafana-.*|x-datasource-.*|x-panel-.*|x-dashboard-.*)$/i

const leave = (where: string, why: string): Left => ({ where, why, queries: 0 })

function headerLeft(header: string): Left | null {
  const name = (header.split(':')[0] ?? '').trim()
  if (quietHeader.test(name)) return null
  if (secretHeader.test(name))
    return leave(`The header ${name}`, 'secrets are not taken: set it at the source')
  return leave(`The header ${name}`, 'headers belong to a source: set it there')
}

/** `--data-urlencode` escapes what stands after the name. */
const raw = (text: string): readonly [string, string] => {
  const at = text.indexOf('=')
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)]
}

const secretLeft = leave('The password in the command', 'it was not taken: sign in at the source')

type Read = { address: string; readonly body: Map<string, readonly string[]>; readonly left: Left[] }

function readOptions(words: readonly string[]): Read {
  const read: Read = { address: '', body: new Map(), left: [] }
  const put = (pairs: Query) => pairs.forEach((values, name) => read.body.set(name, values))
  let literal = false
  for (let i = 0; i < words.length; i++) {
    let word = words[i] ?? ''
    let value: string | null = null
    const long = /^(--[\w-]+)=(.*)$/s.exec(word)
    const short = joined.exec(word)
    if (!literal && long) [, word = '', value = ''] = long
    else if (!literal && short) [word, value] = [`-${short[1]}`, short[2] ?? '']
    const take = () => value ?? words[++i] ?? ''
    if (word === '--') literal = true
    else if (literal || !word.startsWith('-')) read.address ||= word
    else if (
      word === '-u' ||
      word === '--user' ||
      word === '--oauth2-bearer' ||
      word === '-b' ||
      word === '--cookie'
    ) {
      take()
      read.left.push(secretLeft)
    } else if (word === '-H' || word === '--header') {
      const left = headerLeft(take())
      if (left) read.left.push(left)
    } else if (word === '--url') read.address ||= take()
    else if (word === '--data-urlencode') {
      const [name, text] = raw(take())
      read.body.set(name, [text])
    } else if (/^(-d|--data|--data-raw|--data-binary|--data-ascii|--url-query)$/.test(word)) {
      const data = take()
      if (data.startsWith('@')) read.left.push(leave(`The file ${data.slice(1)}`, 'it is not in the paste'))
      else put(readQuery(data))
    } else if (valued.test(word)) take()
  }
  return read
}

const withScheme = (address: string) => (/^https?:\/\//i.test(address) ? address : `http://${address}`)

/** A `curl` of Prometheus' API as a step. Passwords, tokens and headers are never kept; that they were there is said. */
export function readCurl(words: readonly string[]): Brought {
  const { address, body, left } = readOptions(words.slice(1))
  const read = readAddress(withScheme(address))
  if (!read || address === '') return leftWhole('The command', 'it has no address')
  const brought = readApiLink(read, body)
  if (brought === null)
    return leftWhole('The command', `${read.origin}${decoded(read.path)} is not a query of Prometheus’ API`)
  return { ...brought, left: [...(read.secret ? [secretLeft] : []), ...left, ...brought.left] }
}

/** `promtool query range --start= --end= SERVER QUERY` and `promtool query instant SERVER QUERY` as a step. */
export function readPromtool(words: readonly string[]): Brought {
  const kind = words[2] === 'range' ? 'query_range' : words[2] === 'instant' ? 'query' : ''
  if (words[1] !== 'query' || kind === '')
    return leftWhole('The command', 'only promtool query range and promtool query instant ask for values')
  const query = new Map<string, readonly string[]>()
  const rest: string[] = []
  for (let i = 3; i < words.length; i++) {
    const option = /^--?([\w.-]+)(?:=(.*))?$/s.exec(words[i] ?? '')
    if (!option || rest.length > 0) rest.push(words[i] ?? '')
    else query.set(option[1] ?? '', [option[2] ?? words[++i] ?? ''])
  }
  const [server = '', text = ''] = rest
  const address = readAddress(withScheme(server))
  if (!address || text === '') return leftWhole('The command', 'it lacks a server or a query')
  query.set('query', [text])
  if (kind === 'query_range' && !query.has('start')) {
    query.set('start', ['now-5m'])
    query.set('end', [query.get('end')?.[0] ?? 'now'])
  }
  const path = `${address.path.replace(/\/+$/, '')}/api/v1/${kind}`
  return readApiLink({ ...address, path }, query) ?? nothingBrought
}
