import type { ValueType } from './tree.ts'

export type Parameter = { readonly name: string; readonly type: ValueType }

/** One function, for the checker and for completion; its arithmetic is in the engine, keyed by the same name. */
export type FunctionRow = {
  readonly parameters: readonly Parameter[]
  /** How many of the last parameters may be left out; `repeats`: the last one may also be given many times. */
  readonly optional: number
  readonly repeats?: true
  readonly returns: ValueType
  /** The result keeps the metric name of its input. */
  readonly keepsName?: true
  readonly summary: string
  readonly example: string
}

const v: Parameter = { name: 'v', type: 'vector' }
const range: Parameter = { name: 'v', type: 'matrix' }
const number = (name: string): Parameter => ({ name, type: 'scalar' })
const text = (name: string): Parameter => ({ name, type: 'string' })

const row = (parameters: readonly Parameter[], summary: string, example: string): FunctionRow => ({
  parameters,
  optional: 0,
  returns: 'vector',
  summary,
  example,
})
const math = (name: string, summary: string) => row([v], summary, `${name}(node_temperature)`)
const overRange = (name: string, summary: string, metric = 'node_load1') =>
  row([range], summary, `${name}(${metric}[5m])`)
const date = (name: string, summary: string): FunctionRow => ({
  ...row([v], `${summary} Of now unless a vector is given.`, `${name}()`),
  optional: 1,
})

/** Every function of PromQL that is evaluated here, by name. A new one is a row here and one in the engine. */
export const functions = {
  abs: math('abs', 'The value without its sign.'),
  absent: row(
    [v],
    '1 where the vector is empty, with the labels that its matchers fix; nothing where it is not.',
    'absent(up{app="license-svc"})',
  ),
  absent_over_time: overRange(
    'absent_over_time',
    '1 where no sample lies in the range; nothing where one does.',
    'up{app="license-svc"}',
  ),
  acos: math('acos', 'The arccosine in radians.'),
  acosh: math('acosh', 'The inverse hyperbolic cosine.'),
  asin: math('asin', 'The arcsine in radians.'),
  asinh: math('asinh', 'The inverse hyperbolic sine.'),
  atan: math('atan', 'The arctangent in radians.'),
  atanh: math('atanh', 'The inverse hyperbolic tangent.'),
  avg_over_time: overRange('avg_over_time', 'The mean of the samples in the range.'),
  ceil: math('ceil', 'Rounded up to an integer.'),
  changes: overRange('changes', 'How often the value changed in the range.'),
  clamp: row(
    [v, number('min'), number('max')],
    'Held between a lower and an upper bound.',
    'clamp(node_load1, 0, 10)',
  ),
  clamp_max: row([v, number('max')], 'Held at or below a bound.', 'clamp_max(node_load1, 10)'),
  clamp_min: row([v, number('min')], 'Held at or above a bound.', 'clamp_min(node_load1, 1)'),
  cos: math('cos', 'The cosine of radians.'),
  cosh: math('cosh', 'The hyperbolic cosine.'),
  count_over_time: overRange('count_over_time', 'How many samples lie in the range.'),
  day_of_month: date('day_of_month', 'The day of the month, 1 to 31, in UTC.'),
  day_of_week: date('day_of_week', 'The day of the week, 0 (Sunday) to 6, in UTC.'),
  day_of_year: date('day_of_year', 'The day of the year, 1 to 366, in UTC.'),
  days_in_month: date('days_in_month', 'How many days the month has, in UTC.'),
  deg: math('deg', 'Radians as degrees.'),
  delta: overRange('delta', 'The change of a gauge over the range, extrapolated to its ends.'),
  deriv: overRange('deriv', 'The slope of a gauge per second, by linear regression.'),
  exp: math('exp', 'e to the power of the value.'),
  floor: math('floor', 'Rounded down to an integer.'),
  histogram_quantile: row(
    [number('q'), v],
    'The q-quantile (0 to 1) of a classic histogram; its buckets need their le label.',
    'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
  ),
  hour: date('hour', 'The hour of the day, 0 to 23, in UTC.'),
  idelta: overRange('idelta', 'The difference of the last two samples of a gauge in the range.'),
  increase: overRange(
    'increase',
    'How much a counter rose over the range, resets allowed for, extrapolated to its ends.',
    'http_requests_total',
  ),
  irate: overRange(
    'irate',
    'The rise per second of a counter between the last two samples in the range.',
    'http_requests_total',
  ),
  label_join: {
    ...row(
      [v, text('target'), text('separator'), text('source')],
      'Writes the values of source labels, joined, into a target label.',
      'label_join(up, "where", "/", "region", "zone")',
    ),
    optional: 1,
    repeats: true,
  },
  label_replace: row(
    [v, text('target'), text('replacement'), text('source'), text('pattern')],
    'Where the pattern matches the whole source label, writes the replacement ($1 is the first group) into the target label.',
    'label_replace(up, "host", "$1", "instance", "(.*):.*")',
  ),
  last_over_time: { ...overRange('last_over_time', 'The newest sample in the range.'), keepsName: true },
  ln: math('ln', 'The natural logarithm.'),
  log10: math('log10', 'The logarithm to base 10.'),
  log2: math('log2', 'The logarithm to base 2.'),
  max_over_time: overRange('max_over_time', 'The largest sample in the range.'),
  min_over_time: overRange('min_over_time', 'The smallest sample in the range.'),
  minute: date('minute', 'The minute of the hour, 0 to 59, in UTC.'),
  month: date('month', 'The month, 1 to 12, in UTC.'),
  pi: { ...row([], 'The number pi.', 'pi()'), returns: 'scalar' },
  predict_linear: row(
    [range, number('seconds')],
    'What a gauge will be so many seconds from now, by linear regression.',
    'predict_linear(node_filesystem_avail_bytes[1h], 4 * 3600)',
  ),
  present_over_time: overRange('present_over_time', '1 where a sample lies in the range.', 'up'),
  quantile_over_time: row(
    [number('q'), range],
    'The q-quantile (0 to 1) of the samples in the range.',
    'quantile_over_time(0.95, node_load1[5m])',
  ),
  rad: math('rad', 'Degrees as radians.'),
  rate: overRange(
    'rate',
    'The rise per second of a counter over the range, resets allowed for, extrapolated to its ends.',
    'http_requests_total',
  ),
  resets: overRange('resets', 'How often a counter was reset in the range.', 'http_requests_total'),
  round: {
    ...row(
      [v, number('nearest')],
      'Rounded to the nearest multiple (of 1 unless given); halves go up.',
      'round(node_load1, 0.1)',
    ),
    optional: 1,
  },
  scalar: {
    ...row([v], 'The value of a vector of exactly one series as a scalar; NaN otherwise.', 'scalar(sum(up))'),
    returns: 'scalar',
  },
  sgn: math('sgn', 'The sign: -1, 0 or 1.'),
  sin: math('sin', 'The sine of radians.'),
  sinh: math('sinh', 'The hyperbolic sine.'),
  sort: {
    ...row([v], 'Ordered by value, smallest first (tables only; a graph has no order).', 'sort(up)'),
    keepsName: true,
  },
  sort_desc: {
    ...row([v], 'Ordered by value, largest first (tables only; a graph has no order).', 'sort_desc(up)'),
    keepsName: true,
  },
  sqrt: math('sqrt', 'The square root.'),
  stddev_over_time: overRange(
    'stddev_over_time',
    'The population standard deviation of the samples in the range.',
  ),
  stdvar_over_time: overRange('stdvar_over_time', 'The population variance of the samples in the range.'),
  sum_over_time: overRange('sum_over_time', 'The sum of the samples in the range.'),
  tan: math('tan', 'The tangent of radians.'),
  tanh: math('tanh', 'The hyperbolic tangent.'),
  time: {
    ...row([], 'The evaluation time in seconds since 1970.', 'time() - process_start_time_seconds'),
    returns: 'scalar',
  },
  timestamp: row([v], 'When each sample was taken, in seconds since 1970.', 'time() - timestamp(up)'),
  vector: row([number('s')], 'A scalar as a vector of one series without labels.', 'vector(1)'),
  year: date('year', 'The year, in UTC.'),
} satisfies Record<string, FunctionRow>

export type FunctionName = keyof typeof functions

/** The row of a function; undefined for a name that is no function evaluated here. */
export const functionOf = (name: string): FunctionRow | undefined =>
  Object.hasOwn(functions, name) ? functions[name as FunctionName] : undefined

/** Functions that Prometheus knows and that are refused here, with the reason. */
export const refusedFunctions: Readonly<Record<string, 'experimental' | 'native'>> = {
  double_exponential_smoothing: 'experimental',
  end: 'experimental',
  first_over_time: 'experimental',
  histogram_avg: 'native',
  histogram_count: 'native',
  histogram_fraction: 'native',
  histogram_quantiles: 'experimental',
  histogram_stddev: 'native',
  histogram_stdvar: 'native',
  histogram_sum: 'native',
  info: 'experimental',
  mad_over_time: 'experimental',
  range: 'experimental',
  sort_by_label: 'experimental',
  sort_by_label_desc: 'experimental',
  start: 'experimental',
  start_timestamp: 'experimental',
  step: 'experimental',
  ts_of_first_over_time: 'experimental',
  ts_of_last_over_time: 'experimental',
  ts_of_max_over_time: 'experimental',
  ts_of_min_over_time: 'experimental',
}

/** How a function is called, for people: `clamp(v vector, min scalar, max scalar) vector`. */
export function signatureOf(name: string, row: FunctionRow): string {
  const words: Readonly<Record<ValueType, string>> = {
    scalar: 'scalar',
    vector: 'instant vector',
    matrix: 'range vector',
    string: 'string',
  }
  const required = row.parameters.length - row.optional
  const parameters = row.parameters.map(
    (one, i) => `${one.name}${i < required ? '' : '?'}: ${words[one.type]}`,
  )
  return `${name}(${parameters.join(', ')}${row.repeats ? ', …' : ''}) → ${words[row.returns]}`
}
