import type { GraphUnit } from '#shared/ask/drawing.ts'

const same: Readonly<Record<string, GraphUnit>> = {
  '': 'auto',
  short: 'auto',
  none: 'none',
  locale: 'count',
  sishort: 'count',
  s: 'seconds',
  dtdurations: 'seconds',
  clocks: 'seconds',
  ms: 'milliseconds',
  dtdurationms: 'milliseconds',
  clockms: 'milliseconds',
  percent: 'percent',
  percentunit: 'ratio',
  bytes: 'bytes',
  decbytes: 'decimalBytes',
  bits: 'bits',
  decbits: 'bits',
  binBps: 'bytesPerSecond',
  Bps: 'decimalBytesPerSecond',
  bps: 'bitsPerSecond',
  binbps: 'bitsPerSecond',
  hertz: 'perSecond',
}

/** `reqps`, `ops`, `cps`, `wps` …: so many of something each second. */
const perSecond = /^(c|o|req|r|w|io|e|rec|m|p|f|msg|ms|rd|wr|sessions?)ps$|^(ops|iops|counts\/s)$/

/** The unit of a graph for one of Grafana's; null where there is none that says the same. */
export const unitFrom = (format: string): GraphUnit | null =>
  Object.hasOwn(same, format) ? (same[format] ?? null) : perSecond.test(format) ? 'perSecond' : null
