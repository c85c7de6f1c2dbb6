import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDetails, type DetailBudget } from '#server/run/detail.ts'
import { stepRunner } from '#server/run/runs.ts'
import type { Source } from '#server/sources/source.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import { detailQuestions } from '#shared/ask/detail.ts'
import { answerOfKept, countKeptLabels, keptInDetail, keptInEvidence } from '#shared/ask/kept.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Act, Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { evaluate } from '#shared/promql/evaluate.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import { compileMatchers } from '#shared/series/matching.ts'
import { printLabels } from '#shared/series/labels.ts'
import type { Frame } from '#shared/series/series.ts'
import { hour, minute, type Window } from '#shared/time/window.ts'
import { load, parsed, reader } from '#test/shared/promql/notation.ts'
import { queries } from '#test/shared/promql/queries.ts'
import { askedFor, askerOf, hang, noon, notebookOf, query, someone, sourceOf, step } from './stage.ts'

const data = load(`10s
  x{node="1", zone="a"} 0+1x720
  x{node="2", zone="a"} 0+2x300 _x20 0+7x399
  x{node="3", zone="b"} 0+3x720
  y_total{node="1", a="2"} 0+10x300 0+5x419
  y_total{node="2", b="2"} 0+3x720
  http:rate5m{node="1"} NaN 4x719`).map(one => ({ ...one, times: one.times.map(time => time + noon) }))

/** A source that computes, until `gone` is set; `asked` are the texts it was given. */
function living(id = 'embedded') {
  const state: { gone: Failure | 'hangs' | null } = { gone: null }
  const asked: string[] = []
  const source: Source = {
    ...sourceOf(id),
    query: async ({ text, grid }, signal) => {
      if (state.gone === 'hangs') return hang(signal)
      if (state.gone !== null) throw new Failed(state.gone)
      asked.push(text)
      return { frame: evaluate(parsed(text).tree, grid, reader(data)).frame, remarks: [] }
    },
    series: async (selectors, _, limit) => {
      const found = data.filter(one => selectors.some(matchers => compileMatchers(matchers)(one.labels)))
      return { series: found.slice(0, limit).map(one => one.labels), more: found.length > limit }
    },
  }
  return { source, state, asked }
}

const away: Failure = { kind: 'unreachable', message: 'Nobody is there.' }

/** A notebook whose runs are recorded in it, and what is kept of them. */
function desk(steps: readonly Step[], more: { budget?: DetailBudget; timeout?: number } = {}) {
  const { source, state, asked } = living()
  const kept = new Map<string, Uint8Array>()
  const links = new Map<string, string>()
  const asker = askerOf([source])
  let notebook = notebookOf(steps, { range: { from: '2026-11-03 12:10', to: '2026-11-03 13:40' } })
  const evidence = {
    put: async (hash: string, bytes: Uint8Array) => void kept.set(hash, bytes),
    get: async (hash: string) => kept.get(hash) ?? null,
    detailOf: async (of: string) => links.get(of) ?? null,
    putDetail: async (of: string, hash: string, bytes: Uint8Array) => {
      kept.set(hash, bytes)
      links.set(of, hash)
    },
  }
  const details = openDetails({ asker, evidence, ...(more.budget && { budget: more.budget }) })
  let runs = 0
  const runStep = stepRunner({
    asker,
    ledger: {
      read: async () => notebook,
      append: async (_, draft) => {
        const [{ step: id, run }] = (draft as { operations: [{ step: string; run: Run }] }).operations
        const recorded = (one: Step): Step =>
          one.id === id && one.is === 'ask' ? { ...one, runs: [...one.runs, run] } : one
        notebook = { ...notebook, steps: notebook.steps.map(recorded) }
        return { ok: true, entry: {} as never }
      },
    },
    evidence,
    details,
    firstAnswer: async () => {},
    now: () => noon + 7 * hour + 38 * minute + 12_345,
    newId: () => `run${++runs}`,
    ticks: () => 0,
    timeout: more.timeout ?? 60_000,
  })
  const run = (id: string, signal = new AbortController().signal) =>
    runStep('book', id, { by: someone }, signal)
  const answerOf = (of: Run): Answer | null => {
    const bytes = 'evidence' in of.outcome ? kept.get(of.outcome.evidence) : undefined
    return bytes ? decodeAnswer(bytes) : null
  }
  const detailOf = (of: Run): Answer | null => {
    const bytes = 'evidence' in of.outcome ? kept.get(links.get(of.outcome.evidence) ?? '') : undefined
    return bytes ? decodeAnswer(bytes) : null
  }
  const change = (make: (now: Notebook) => Notebook) => void (notebook = make(notebook))
  return { run, details, state, asked, answerOf, detailOf, change, links, read: () => notebook }
}

type Texts = string | readonly string[]
const queriesOf = (texts: Texts) => [texts].flat().map((text, i) => query(text, { id: 'ABC'[i] ?? 'Z' }))
const root = (texts: Texts) => step('root', queriesOf(texts))
const grown = (
  id: string,
  from: string,
  texts: Texts,
  act: Act = { kind: 'split', label: 'node' },
): Step => ({
  ...step(id, queriesOf(texts)),
  grewFrom: { step: from, act },
})
const over = (from: string, to: string, one: Step): Step => ({
  ...one,
  range: { from: `2026-11-03 ${from}`, to: `2026-11-03 ${to}` },
})

/** The series of a frame with their values rounded to the 1e-9 within which they must agree. */
const lines = (frame: Frame | undefined) =>
  frame?.series.map(({ labels, values }) =>
    [printLabels(labels), ...[...values].map(value => Number(value.toPrecision(9)))].join(' '),
  )

/** What the step says with every source stopped, after the root has run; `null` where it is the failure. */
async function offline(before: Texts, after: Step, gone: Failure | 'hangs' = away) {
  const timeout = gone === 'hangs' ? 100 : 60_000
  const stage = desk([root(before), after], { timeout })
  const first = await stage.run('root')
  await stage.details.settled()
  const truth = await stage.run(after.id)
  await stage.details.settled()
  stage.change(now => ({
    ...now,
    steps: now.steps.map(one => (one.id === after.id && one.is === 'ask' ? { ...one, runs: [] } : one)),
  }))
  stage.state.gone = gone
  const run = await stage.run(after.id)
  const [kept, right] = [stage.answerOf(run), stage.answerOf(truth)]
  return { stage, first, run, kept: kept?.kind === 'query' ? kept.parts : null, truth: right }
}

describe('the detail of a run', () => {
  it.each<[Texts, readonly string[]]>([
    ['sum(rate(x[1m]))', ['rate(x[1m])']],
    ['sum(x) / count(x)', ['x']],
    ['topk(2, sum by (node) (rate(x[5m])))', ['rate(x[5m])']],
    [
      ['sum(x)', 'max(x)', 'sum(y_total)'],
      ['x', 'y_total'],
    ],
  ])('of %j is %j', async (texts, expected) => {
    const { run, details, detailOf } = desk([root(texts)])
    const done = await run('root')
    await details.settled()
    const detail = detailOf(done)
    expect(detail?.kind === 'query' && detail.parts.map(part => part.query)).toEqual(
      expected.map(text => `embedded ${text}`),
    )
  })

  it.each([
    'rate(x[1m])',
    'max_over_time(sum(x)[5m:1m])',
    'sum(x @ 1800)',
    'sum(x) + sum(rate(x[1m] @ end()))',
    '1 + 1',
  ])('of %s is none: nothing more is asked', async text => {
    const { run, details, links, asked } = desk([root(text)])
    await run('root')
    await details.settled()
    expect([links.size, asked]).toEqual([0, [text]])
  })

  it('is asked after the run is recorded', async () => {
    const { run, details, asked, read } = desk([root('sum(x)')])
    await run('root')
    const recorded = stepOf(read(), 'root')
    expect([asked, recorded?.is === 'ask' && recorded.runs.length]).toEqual([['sum(x)'], 1])
    await details.settled()
    expect(asked).toEqual(['sum(x)', 'x'])
  })

  it('of a comparison is of both times', async () => {
    const compared = {
      ...root('sum(x)'),
      request: { ...askedFor(queriesOf('sum(x)'), 10_000).request },
    } as Step
    const { run, details, detailOf } = desk([compared])
    const done = await run('root')
    await details.settled()
    const detail = detailOf(done)
    const parts = detail?.kind === 'query' ? detail.parts : []
    expect(parts.map(({ shift, frame }) => [shift, frame.grid.start, frame.series[0]?.values[0]])).toEqual([
      [0, noon + 10 * minute, 60],
      [10_000, noon + 10 * minute, 59],
    ])
  })

  it.each<[string, DetailBudget, readonly string[]]>([
    ['series', { series: 2, values: 300_000, timeout: 1000 }, ['sum(x)']],
    ['values', { series: 500, values: 541 * 2, timeout: 1000 }, ['sum(x)']],
    ['neither', { series: 3, values: 541 * 3, timeout: 1000 }, ['sum(x)', 'x']],
  ])('over the budget in %s is never asked for', async (_, budget, expected) => {
    const { run, details, asked, links } = desk([root('sum(x)')], { budget })
    expect((await run('root')).outcome).toHaveProperty('evidence')
    await details.settled()
    expect([asked, links.size]).toEqual([expected, expected.length - 1])
  })

  it('that a source fails to give is dropped, and the next is kept', async () => {
    const { run, details, state, links } = desk([root('sum(x)'), grown('b', 'root', 'sum(y_total)')])
    await run('root')
    state.gone = away
    await details.settled()
    expect(links.size).toBe(0)
    state.gone = null
    await run('b')
    await details.settled()
    expect(links.size).toBe(1)
  })

  it('is given up when the step is run anew, and when all is closed', async () => {
    const { run, details, state, links } = desk([root('sum(x)')])
    await run('root')
    state.gone = 'hangs'
    const stop = new AbortController()
    const again = run('root', stop.signal)
    await details.settled()
    expect(links.size).toBe(0)
    stop.abort()
    await again
    const other = desk([root('sum(x)')])
    await other.run('root')
    await other.details.close()
    expect(other.links.size).toBe(0)
  })

  it('asks for as many series as a selector had in its own window', () => {
    const windows = (text: string) =>
      detailQuestions(askedFor([query(text)])).flatMap(({ readings }) =>
        readings.map(({ window }) => [window.from - noon, window.to - noon]),
      )
    const end = 10 * minute
    expect(windows('sum(x)')).toEqual([[-5 * minute, end]])
    expect(windows('sum(rate(x[2m] offset 1h))')).toEqual([[-62 * minute, end - 60 * minute]])
  })

  it('is enough for any query of its parts, to 1e-9 of the whole (any seed)', () => {
    fc.assert(
      fc.property(queries.vector, text => {
        const asked = {
          ...askedFor([query(text)]),
          window: { from: noon + hour, to: noon + hour + 5 * minute },
        }
        const questions = detailQuestions(asked)
        if (questions.length === 0) return
        const frameOf = (each: string, grid: Frame['grid']) =>
          evaluate(parsed(each).tree, grid, reader(data)).frame
        const outcome = (work: () => Frame | undefined) => {
          try {
            return lines(work())
          } catch (error) {
            if (error instanceof Failed) return error.failure.message
            throw error
          }
        }
        const grid = questions[0]?.grid as Frame['grid']
        const parts = questions.map(({ source, text: leaf, shift, grid: own }) => ({
          query: `${source} ${leaf}`,
          shift,
          frame: frameOf(leaf, own),
        }))
        const kept = keptInDetail({ kind: 'query', parts, remarks: [] })
        const whole = outcome(() => frameOf(text, grid))
        expect(outcome(() => answerOfKept(kept, 'embedded', text, grid)?.frame)).toEqual(whole)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a step whose source is gone', () => {
  it.each<[string, Texts, Texts]>([
    ['split', 'sum(rate(x[1m]))', 'sum by (node) (rate(x[1m]))'],
    ['split below a ranking', 'topk(2, sum by (zone) (x))', 'topk(2, sum by (node, zone) (x))'],
    ['split where nothing was aggregated', 'rate(x[1m])', 'sum by (node) (rate(x[1m]))'],
    ['filtered', 'sum by (node) (rate(x[1m]))', 'sum by (node) (rate(x{zone="a"}[1m]))'],
    ['filtered on both sides', 'sum(x) / count(x)', 'sum(x{node="2"}) / count(x{node="2"})'],
    ['filtered where a pattern stood', 'sum(x{node=~"1|2"})', 'sum(x{node="2"})'],
    ['without some', 'sum by (zone) (x)', 'sum by (zone) (x{node!="1"})'],
    ['without some more', 'sum(x{node!="1"})', 'sum(x{node!~"1|2"})'],
    ['with other arithmetic', 'max(x) - min(x)', 'quantile(0.5, x) * 2 > 3'],
    ['of several queries', ['sum(x)', 'max(y_total)'], ['sum by (node) (x)', 'max by (node) (y_total)', '7']],
    [
      'written in another order',
      'sum(x{zone="a", node="1"})',
      'max( ( {node="1", zone="a", __name__="x"} ) )',
    ],
    ['the same of a subquery', 'max_over_time(sum(x)[5m:1m])', 'max_over_time(sum(x)[5m:1m])'],
  ])('is answered %s', async (_, before, after) => {
    const { run, kept, truth, first } = await offline(before, grown('b', 'root', after))
    expect(run.outcome).toMatchObject({
      keptFrom: [first.id],
      remarks: [
        {
          level: 'warning',
          message:
            'The source does not answer; this is made of the data kept with step 1 on 3 Nov 19:38 UTC.',
        },
      ],
    })
    const right = truth?.kind === 'query' ? truth.parts : []
    expect(kept?.map(({ frame }) => frame.grid)).toEqual(right.map(({ frame }) => frame.grid))
    expect(kept?.map(({ frame }) => lines(frame))).toEqual(right.map(({ frame }) => lines(frame)))
    expect(right.some(({ frame }) => frame.series.length > 0)).toBe(true)
  })

  it.each<[string, Texts, Step]>([
    ['another metric', 'sum(x)', grown('b', 'root', 'sum(y_total)')],
    ['another range', 'sum(rate(x[1m]))', grown('b', 'root', 'sum(rate(x[2m]))')],
    ['another function', 'sum(rate(x[1m]))', grown('b', 'root', 'sum(increase(x[1m]))')],
    ['another offset', 'sum(x)', grown('b', 'root', 'sum(x offset 1m)')],
    ['fewer conditions', 'sum(x{node="1"})', grown('b', 'root', 'sum(x)')],
    ['other conditions', 'sum(x{node="1"})', grown('b', 'root', 'sum(x{node="2"})')],
    ['one query too many', 'sum(x)', grown('b', 'root', ['sum(x)', 'sum(y_total)'])],
    ['when a sample was taken', 'x', grown('b', 'root', 'sum(timestamp(x))')],
    ['what is absent', 'sum(x)', grown('b', 'root', 'absent(x{node="9"})')],
    ['a subquery of it', 'sum(x)', grown('b', 'root', 'max_over_time(sum(x)[5m:1m])')],
    ['a fixed instant', 'sum(x @ end())', over('12:20', '12:40', grown('b', 'root', 'sum(x @ end())'))],
    ['an earlier window', 'sum(x)', over('12:05', '13:00', grown('b', 'root', 'sum by (node) (x)'))],
    ['a later window', 'sum(x)', over('13:00', '13:50', grown('b', 'root', 'sum by (node) (x)'))],
    [
      'another source',
      'sum(x)',
      { ...grown('b', 'root', ''), request: askedFor([query('sum(x)', { source: 'gone' })]).request } as Step,
    ],
    ['a step that grew from nothing', 'sum(x)', step('b', queriesOf('sum by (node) (x)'))],
  ])('fails where it asks %s', async (_, before, after) => {
    const stage = desk([root(before), after])
    await stage.run('root')
    await stage.details.settled()
    stage.state.gone = away
    expect((await stage.run('b')).outcome).toMatchObject({ failure: { kind: 'unreachable' } })
  })

  it.each<[Failure['kind'], string | null]>([
    ['unreachable', 'The source does not answer;'],
    ['timeout', 'The source does not answer in time;'],
    ['source', 'The source answers with an error;'],
    ['query', null],
    ['execution', null],
    ['limit', null],
    ['nonsense', null],
    ['stopped', null],
  ])('by %s says so, or fails', async (kind, words) => {
    const { run } = await offline('sum(x)', grown('b', 'root', 'sum by (node) (x)'), { kind, message: 'no' })
    expect(run.outcome).toMatchObject(
      words === null ? { failure: { kind } } : { remarks: [{ message: expect.stringContaining(words) }] },
    )
  })

  it('as it is when a source hangs until the time of the run is over', async () => {
    const { run } = await offline('sum(x)', grown('b', 'root', 'sum by (node) (x)'), 'hangs')
    expect(run.outcome).toHaveProperty('keptFrom')
  })

  it('is answered within a part of the window', async () => {
    const zoom = over('12:20', '12:40', grown('b', 'root', 'sum by (node) (x)'))
    const { kept, truth } = await offline('sum(x)', zoom)
    expect(kept?.map(({ frame }) => lines(frame))).toEqual(
      truth?.kind === 'query' && truth.parts.map(({ frame }) => lines(frame)),
    )
  })

  it('goes on from step to step, and names the one that a source has answered', async () => {
    const stage = desk([
      root('sum(x)'),
      grown('b', 'root', 'sum by (zone) (x)'),
      grown('c', 'b', 'sum by (zone, node) (x)'),
      grown('d', 'c', 'sum by (zone, node) (x{zone="a"})'),
    ])
    const first = await stage.run('root')
    await stage.details.settled()
    stage.state.gone = away
    for (const id of ['b', 'c', 'd'])
      expect((await stage.run(id)).outcome).toMatchObject({ keptFrom: [first.id] })
  })

  it('takes each query of a combination from the step it is of', async () => {
    const stage = desk([
      root('sum(x)'),
      step('other', queriesOf('sum(y_total)')),
      grown('b', 'root', ['sum by (node) (x)', 'max(y_total)'], { kind: 'combine', with: 'other' }),
    ])
    const runs = [await stage.run('root'), await stage.run('other')]
    await stage.details.settled()
    stage.state.gone = away
    expect((await stage.run('b')).outcome).toMatchObject({
      keptFrom: runs.map(({ id }) => id),
      remarks: [{ message: expect.stringMatching(/kept with step 1 on .* and step 2 on /) }],
    })
  })

  it('that has its answer already is not answered again: its source is asked or nothing', async () => {
    const stage = desk([root('sum(x)'), grown('b', 'root', 'sum by (node) (x)')])
    await stage.run('root')
    await stage.run('b')
    await stage.details.settled()
    stage.state.gone = away
    expect((await stage.run('b')).outcome).toMatchObject({ failure: { kind: 'unreachable' } })
  })

  it('carries on what was known of the metric', async () => {
    const { kept } = await offline('rate(x[1m])', grown('b', 'root', 'sum(rate(x[1m]))'))
    expect(kept?.[0]?.meta?.help).toBe('Is it?')
  })
})

describe('what is kept of a query', () => {
  it.each<[string, string]>([
    ['sum(rate(x[1m]))', 'node 3, zone 2'],
    ['sum(rate(x{zone="a"}[1m])) * 60', 'node 2, zone 1'],
    ['sum(rate(x[2m]))', ''],
    ['sum(', ''],
  ])('says what %s can be split by: %s', (text, expected) => {
    const grid = { start: noon + hour, step: minute, count: 5 }
    const { frame } = evaluate(parsed('rate(x[1m])').tree, grid, reader(data))
    const parts = [{ query: 'embedded rate(x[1m])', shift: 0, frame }]
    const kept = keptInDetail({ kind: 'query', parts, remarks: [] })
    const counted = countKeptLabels(kept, 'embedded', text, grid)
    expect(counted.map(({ label, values }) => `${label} ${values}`).join(', ')).toBe(expected)
  })
  const window: Window = { from: noon, to: noon + 10 * minute }
  it('is not what it was at another end of the window', () => {
    const asked = { ...askedFor([query('x @ end()'), query('x', { id: 'B' })]), window }
    const part = { shift: 0, frame: { grid: { start: noon, step: minute, count: 10 }, series: [] } }
    const answer: Answer = {
      kind: 'query',
      parts: ['A', 'B'].map(id => ({ ...part, query: id })),
      remarks: [],
    }
    expect(keptInEvidence(asked, answer)).toHaveLength(1)
  })
})
