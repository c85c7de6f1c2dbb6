import { plainConnection } from '#shared/wire/wire.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import { differences, ours, outcomeOf, readFrom, type Outcome } from './compare.ts'
import type { Peer } from '#test/peers/programs/program.ts'
import { startPrometheus } from '#test/peers/programs/prometheus.ts'
import { remoteWrite } from '#test/peers/remoteWrite.ts'
import { begin, written } from '#test/peers/samples.ts'

const never = new AbortController().signal
const seed = Number(process.env['BLIPBOOK_SEED'] ?? 20_261_103)
const runs = Number(process.env['BLIPBOOK_RUNS'] ?? 400)
/** Without the series whose sums hang on the very order of additions, which as a counter it would not be. */
const samples = written.filter(one => one.labels['kind'] !== 'cancelling')
const outbound = openOutbound()
let peer: Peer
let source: Source

beforeAll(async () => {
  peer = await startPrometheus()
  await remoteWrite(peer.address, samples)
  source = prometheusSource(
    { id: 'peer', title: 'Peer', address: peer.address, ...plainConnection },
    outbound,
  )
})

afterAll(async () => {
  await outbound.close()
  await peer.stop()
})

const pick = (...texts: readonly string[]) => fc.constantFrom(...texts)
const join = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map(texts => texts.join(''))

const metric = pick(
  'requests_total',
  'temperature',
  'odd',
  'aligned',
  'aligned_total',
  'flapping',
  'build_info',
  'latency_seconds_bucket',
  'nosuchmetric',
)
const matchers = pick(
  '',
  '',
  '{node="a"}',
  '{node!="a"}',
  '{region=~"us.*"}',
  '{status="500"}',
  '{x=""}',
  '{node=~"b|c|"}',
)
const length = pick('30s', '1m', '2m', '5m', '10m', '1h')
const modifiers = pick(
  '',
  '',
  '',
  ' offset 1m',
  ' offset -3m',
  ' offset 10m',
  ' @ 1793712600',
  ' @ end()',
  ' offset 2m @ start()',
)
const offsets = pick('', '', ' offset 1m', ' offset -3m')
const number = pick('0', '1', '-1', '0.5', '2', '3.7', '100', 'NaN', 'Inf', 'time()', 'pi()')
const grouping = pick(
  '',
  '',
  ' by (node)',
  ' by (region)',
  ' by (x, kind)',
  ' by (le)',
  ' without (node)',
  ' without (status, le)',
  ' by ()',
  ' by (__name__)',
)
const aggregation = pick('sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar')
const overTime = pick(
  'rate',
  'increase',
  'delta',
  'irate',
  'idelta',
  'deriv',
  'changes',
  'resets',
  'sum_over_time',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'count_over_time',
  'last_over_time',
  'present_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'absent_over_time',
)
const ofValue = pick(
  'abs',
  'ceil',
  'floor',
  'round',
  'sqrt',
  'exp',
  'ln',
  'sgn',
  'timestamp',
  'absent',
  'sort',
)
const operator = pick(
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '==',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  '> bool',
  '== bool',
  'and',
  'or',
  'unless',
  'atan2',
)
const matching = pick(
  '',
  '',
  ' on(node)',
  ' ignoring(status)',
  ' on()',
  ' on(node) group_left',
  ' on(node) group_right(version)',
  ' ignoring(node, status)',
)

/** Prometheus 3.5 compares first and looks for doubles among what is left; newer ones, and ours, look first. */
const newer = (mine: Outcome): boolean =>
  'refused' in mine && /^Several series on the left side of (==|!=|[<>]=?) match/.test(mine.message)

const { expression } = fc.letrec<{ expression: string; range: string }>(again => ({
  range: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    join(metric, matchers, pick('['), length, pick(']'), modifiers),
    join(pick('('), again('expression'), pick(')['), length, pick(':', ':1m', ':37s'), pick(']'), offsets),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    join(metric, matchers, modifiers),
    number,
    join(overTime, pick('('), again('range'), pick(')')),
    join(aggregation, grouping, pick(' ('), again('expression'), pick(')')),
    join(ofValue, pick('('), again('expression'), pick(')')),
    join(
      pick('quantile'),
      grouping,
      pick(' ('),
      pick('0', '0.3', '1', '2'),
      pick(', '),
      again('expression'),
      pick(')'),
    ),
    join(pick('quantile_over_time(0.7, ', 'quantile_over_time(0, '), again('range'), pick(')')),
    join(again('range'), pick('')).map(text => `predict_linear(${text}, 120)`),
    join(
      pick('('),
      again('expression'),
      pick(') '),
      operator,
      matching,
      pick(' ('),
      again('expression'),
      pick(')'),
    ),
    join(pick('histogram_quantile(0.8, '), again('expression'), pick(')')),
    join(pick('topk', 'bottomk'), grouping, pick(' (2, temperature'), modifiers, pick(')')),
    join(pick('clamp('), again('expression'), pick(', -1, 2)')),
    join(
      pick('label_replace('),
      again('expression'),
      pick(', "zone", "z-$1", "region", "(.*)-1")', ', "node", "", "node", "a"'),
      pick('', ')'),
    ),
    join(pick('-', '+'), again('expression')),
    join(pick('scalar(', 'vector('), again('expression'), pick(')')),
  ),
}))

describe('our engine and Prometheus', () => {
  it(`agree on ${runs} expressions made up at random (seed ${seed})`, async () => {
    let answered = 0
    await fc.assert(
      fc.asyncProperty(expression, fc.integer({ min: 0, max: 60 }), async (text, minute) => {
        const grid = { start: begin + minute * 60_000, step: minute % 2 === 0 ? 60_000 : 47_000, count: 60 }
        const mine = await ours(text, grid, readFrom(samples))
        const theirs = await outcomeOf(async () => (await source.query({ text, grid }, never)).frame)
        if ('frame' in theirs) answered++
        if (!newer(mine)) expect(differences(mine, theirs), text).toEqual([])
      }),
      { seed, numRuns: runs },
    )
    expect(answered).toBeGreaterThan(runs / 4)
  })
})
