import { describe, expect, it } from 'vitest'
import { type Beginning, beginOperations } from '#client/library/start/begin.ts'
import { readLink } from '#client/library/start/link.ts'
import { sourceOfNew } from '#client/library/start/start.ts'
import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

const by = { id: 'p', name: 'on-call', colour: '#6741d9' }

let count = 0
const begun = (beginning: Beginning) =>
  apply(emptyNotebook('book00000001'), {
    id: 'c:1',
    schema: schemaVersion,
    number: 1,
    base: 0,
    by,
    at: 7,
    previous: '',
    operations: beginOperations(beginning, () => `step0000000${++count}`).operations,
  })

describe('a new notebook', () => {
  it('is taken by the fold, with question and first query', () => {
    const applied = begun({
      title: 'Blip',
      question: 'Why?\nSince when?',
      queries: ['up', 'down'],
      source: 'prod',
    })
    expect(applied).toMatchObject({
      ok: true,
      notebook: {
        title: 'Blip',
        question: 'Why?\nSince when?',
        source: 'prod',
        range: { from: 'now-1h', to: 'now' },
        steps: [
          { is: 'ask', request: { queries: [{ text: 'up', source: 'prod' }] } },
          { is: 'ask', request: { queries: [{ text: 'down', source: 'prod' }] } },
        ],
      },
    })
  })
  it('may be quite empty', () => {
    expect(begun({})).toMatchObject({ ok: true, notebook: { title: '', question: '', steps: [] } })
  })
})

const source = (id: string, kind: SourceSummary['kind'], up: boolean | null): SourceSummary => ({
  id,
  title: id,
  kind,
  language: 'promql',
  address: null,
  fixed: false,
  grafana: null,
  scrape: 15_000,
  state: up === null ? null : { up, since: 0, message: '', retryAt: null },
})

const prod = { ...source('s1', 'prometheus', true), title: 'Prod EU' }

describe('a link from an alert', () => {
  it.each<[string, Beginning]>([
    ['?expr=up&from=now-6h&to=now', { queries: ['up'], range: { from: 'now-6h', to: 'now' } }],
    ['?expr=a&expr=b', { queries: ['a', 'b'] }],
    ['?from=1793714520000', { range: { from: '2026-11-03T14:02Z', to: 'now' } }],
    ['?to=1793714520', { range: { from: '2026-11-03T13:02Z', to: '2026-11-03T14:02Z' } }],
    [
      '?from=2026-11-03T14:02:00Z&to=2026-11-03T14:07:00%2B00:00',
      { range: { from: '2026-11-03T14:02Z', to: '2026-11-03T14:07Z' } },
    ],
    ['?title=Errors%20%26%20more&source=s1', { title: 'Errors & more', source: 's1' }],
    ['?source=prod%20eu', { source: 's1' }],
    ['?expr=%20&title=', {}],
    ['', {}],
  ])('%s asks for %j', (search, beginning) => {
    expect(readLink(search, [prod])).toEqual({ beginning, problems: [] })
  })
  it.each<[string, Beginning, string]>([
    [
      '?expr=up&source=gone',
      { queries: ['up'] },
      'No source here is called “gone”: the queries are asked of another.',
    ],
    [
      '?expr=up&from=yesterday',
      { queries: ['up'] },
      'The beginning “yesterday” in the link is not a time: the last hour is shown.',
    ],
    [
      '?expr=up&from=now-1h&to=soon',
      { queries: ['up'] },
      'The end “soon” in the link is not a time: the last hour is shown.',
    ],
    [
      '?from=2026-11-03&to=2026-11-02',
      {},
      'The window in the link ends before it begins (2026-11-03 to 2026-11-02): the last hour is shown.',
    ],
  ])('%s keeps the rest', (search, beginning, problem) => {
    expect(readLink(search, [prod])).toEqual({ beginning, problems: [problem] })
  })
})

describe('the source of a new notebook', () => {
  const embedded = source('embedded', 'embedded', true)
  it.each([
    ['the embedded one, alone', [embedded], 'embedded'],
    [
      'the Prometheus added last',
      [embedded, source('a', 'prometheus', true), source('b', 'prometheus', null)],
      'b',
    ],
    [
      'not one that is down',
      [embedded, source('a', 'prometheus', true), source('b', 'prometheus', false)],
      'a',
    ],
    ['the embedded one where all others are down', [embedded, source('a', 'prometheus', false)], 'embedded'],
  ])('is %s', (_, sources, id) => {
    expect(sourceOfNew(sources)).toBe(id)
  })
})
