import { describe, expect, it } from 'vitest'
import { type Beginning, beginOperations } from '#client/library/start/begin.ts'
import { readLink } from '#client/library/start/link.ts'
import { sourceOfNew } from '#client/library/start/start.ts'
import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

const by = { id: 'p', name: 'on-call', colour: '#6741d9' }

const begun = (beginning: Beginning) =>
  apply(emptyNotebook('book00000001'), {
    id: 'c:1',
    schema: schemaVersion,
    number: 1,
    base: 0,
    by,
    at: 7,
    previous: '',
    operations: beginOperations(beginning, 'step00000001'),
  })

describe('a new notebook', () => {
  it('is taken by the fold, with question and first query', () => {
    const applied = begun({ title: 'Blip', question: 'Why?\nSince when?', query: 'up', source: 'prod' })
    expect(applied).toMatchObject({
      ok: true,
      notebook: {
        title: 'Blip',
        question: 'Why?\nSince when?',
        source: 'prod',
        range: { from: 'now-1h', to: 'now' },
        steps: [{ is: 'ask', request: { queries: [{ text: 'up', source: 'prod' }] } }],
      },
    })
  })
  it('may be quite empty', () => {
    expect(begun({})).toMatchObject({ ok: true, notebook: { title: '', question: '', steps: [] } })
  })
})

describe('a link from an alert', () => {
  it.each([
    ['?expr=up&from=now-6h&to=now', { query: 'up', range: { from: 'now-6h', to: 'now' } }],
    ['?from=1793714520000', { range: { from: '2026-11-03T14:02:00.000Z', to: 'now' } }],
    ['?to=1793714520', { range: { from: 'now-1h', to: '2026-11-03T14:02:00.000Z' } }],
    ['?title=Errors%20%26%20more&source=prod', { title: 'Errors & more', source: 'prod' }],
    ['?expr=%20&title=', {}],
    ['', {}],
  ])('%s asks for %j', (search, beginning) => {
    expect(readLink(search)).toEqual(beginning)
  })
})

describe('the source of a new notebook', () => {
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
