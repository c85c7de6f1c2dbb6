import { bringLimits, type Brought, leftWhole, together } from './brought.ts'
import { readAddress } from './link/address.ts'
import { readApiLink } from './link/apiLink.ts'
import { readGrafanaLink } from './link/grafanaLink.ts'
import { readPrometheusLink } from './link/prometheusLink.ts'
import { readJson } from './readJson.ts'
import { linksIn, prompt, recognise } from './recognise.ts'
import { readCurl, readPromtool } from './shell/curl.ts'
import { splitCommands } from './shell/words.ts'

const commands: Readonly<Record<string, (words: readonly string[]) => Brought>> = {
  curl: readCurl,
  'curl.exe': readCurl,
  promtool: readPromtool,
}

function readLink(text: string): Brought | null {
  const address = readAddress(text)
  if (address === null) return null
  const brought = readGrafanaLink(address) ?? readPrometheusLink(address) ?? readApiLink(address)
  if (brought === null) return null
  const secret = {
    where: 'The password in the link',
    why: 'it was not taken: sign in at the source',
    queries: 0,
  }
  return address.secret ? { ...brought, left: [secret, ...brought.left] } : brought
}

/** Commands, line after line, as far as they go; a line that is none ends in `others`. */
function readCommands(text: string): readonly Brought[] {
  return splitCommands(text.replace(new RegExp(prompt.source, 'gm'), '')).flatMap(words => {
    const read = commands[words[0] ?? '']
    if (read) return [read(words)]
    const link = linksIn(words.join(' ')).flatMap(each => readLink(each) ?? [])
    return link.length > 0 ? link : []
  })
}

function readLines(text: string): Brought | null {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '')
  const read = lines.slice(0, bringLimits.pieces).map((line, i) => {
    const links = linksIn(line)
    const where = lines.length === 1 ? 'The link' : `Line ${i + 1}`
    if (links.length === 0) return { link: false, pieces: [leftWhole(where, 'it is not a link')] }
    const why =
      'it leads to no query that is known here: links of Grafana, Prometheus, Thanos and VictoriaMetrics are'
    return { link: true, pieces: links.map(link => readLink(link) ?? leftWhole(where, why)) }
  })
  if (!read.some(({ link }) => link)) return null
  const beyond = lines.length - read.length
  const more =
    beyond > 0
      ? [leftWhole('The paste', `${beyond} lines more than ${bringLimits.pieces} were not read`)]
      : []
  return together([...read.flatMap(({ pieces }) => pieces), ...more])
}

/**
 * What was pasted, made into steps: links and JSON of Grafana, links of Prometheus, Thanos and VictoriaMetrics, requests of Prometheus' API and
 * `curl` or `promtool` commands, several of them line by line. Null: it is none of these, but a query or plain text. It never throws, and what it
 * cannot take is in `left`.
 */
export function readBrought(pasted: string): Brought | null {
  const { text, kind } = recognise(pasted)
  if (kind === null) return null
  if (kind === 'json') return readJson(text, readLink)
  if (text.length > bringLimits.text)
    return leftWhole('The paste', `it is larger than ${bringLimits.text / 1e6} MB`)
  return kind === 'commands' ? together(readCommands(text)) : readLines(text)
}
