import { printDuration } from '#shared/time/duration.ts'
import { hour, lengthOf, minute, second, type Ms, type Window } from '#shared/time/window.ts'
import { oneText, type Value } from './value.ts'

/** What built-in variables are made from: the window, the step width, and how often the source scrapes; milliseconds. */
export type Asking = { readonly window: Window; readonly step: Ms; readonly scrape: Ms }

/** How often a source scrapes that does not say, as Grafana assumes. */
export const plainScrape: Ms = 15 * second

const interval = ({ step, scrape }: Asking): Ms => Math.max(step, scrape)
const rateInterval = (asking: Asking): Ms => Math.max(interval(asking) + asking.scrape, 4 * asking.scrape)

/** A length as Go prints it, which Grafana sends: `15s`, `1m0s`, `1h0m0s`; below a whole second as Prometheus writes it. */
function printGo(length: Ms): string {
  if (length % second !== 0) return printDuration(length)
  const hours = Math.floor(length / hour)
  const minutes = Math.floor((length % hour) / minute)
  const seconds = Math.floor((length % minute) / second)
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`
}

type BuiltIn = { readonly about: string; readonly text: (asking: Asking) => string }

const rangeSeconds = ({ window }: Asking) => Math.round(lengthOf(window) / second)

/** The variables that every query may speak of. */
export const builtIns = {
  __interval: { about: 'the step width of the graph', text: asking => printDuration(interval(asking)) },
  __interval_ms: { about: 'the step width in milliseconds', text: asking => String(interval(asking)) },
  __rate_interval: {
    about: 'what to take a rate over: four scrapes, or the step width and a scrape',
    text: asking => printGo(rateInterval(asking)),
  },
  __rate_interval_ms: {
    about: '$__rate_interval in milliseconds',
    text: asking => String(rateInterval(asking)),
  },
  __range: { about: 'the length of the window', text: asking => `${rangeSeconds(asking)}s` },
  __range_s: { about: 'the length of the window in seconds', text: asking => String(rangeSeconds(asking)) },
  __range_ms: {
    about: 'the length of the window in milliseconds',
    text: ({ window }) => String(lengthOf(window)),
  },
  __from: { about: 'the start of the window, in milliseconds', text: ({ window }) => String(window.from) },
  __to: { about: 'the end of the window, in milliseconds', text: ({ window }) => String(window.to) },
} as const satisfies Readonly<Record<string, BuiltIn>>

/** What the built-in variables stand for. */
export const builtInValues = (asking: Asking): readonly (readonly [string, Value])[] =>
  Object.entries(builtIns).map(([name, { text }]) => [name, oneText(text(asking))])

/** Built-in variables of Grafana that mean nothing here, and why. */
export const elsewhere: Readonly<Record<string, string>> = {
  __timezone: 'A query knows no time zone.',
  __dashboard: 'A notebook is not a dashboard.',
  __name: 'It is the name of a panel, which a step has not.',
  __org: 'It is an organisation of a Grafana.',
  __user: 'It is a person of a Grafana.',
  __url_time_range: 'It is a part of a link, not of a query.',
  __all_variables: 'It is a part of a link, not of a query.',
  __data: 'It is a part of a link on a graph, not of a query.',
  __field: 'It is a part of a link on a graph, not of a query.',
  __series: 'It is a part of a link on a graph, not of a query.',
  __value: 'It is a part of a link on a graph, not of a query.',
  __timeFilter: 'It is a word of SQL sources; a step has its window.',
  timeFilter: 'It is a word of InfluxDB; a step has its window.',
}
