import { describe, expect, it } from 'vitest'
import { facetsOf, firstOfDemo, narrowed } from '#client/library/list/facets.ts'
import type { NotebookSummary } from '#shared/wire/wire.ts'
import { day } from '#shared/time/window.ts'

const now = Date.UTC(2026, 10, 22)

const row = (title: string, more: Partial<NotebookSummary> = {}): NotebookSummary => ({
  id: title,
  title,
  gist: '',
  status: 'open',
  verdict: null,
  steps: 3,
  deadEnds: 0,
  tags: [],
  blip: null,
  changed: now - 30 * day,
  demo: false,
  spark: [],
  ...more,
})

const rows = [
  row('bad node', { verdict: 'cause', status: 'concluded', deadEnds: 2, tags: ['license-svc', 'tv'] }),
  row('gateway', { verdict: 'cause', status: 'concluded', tags: ['playback-api', 'tv'] }),
  row('queue', { verdict: 'open', tags: ['ingest'], changed: now - day }),
]

const titles = (facet: string) => narrowed(rows, facet, now).map(each => each.title)
const words = (of: readonly NotebookSummary[], chosen = 'all') =>
  facetsOf(of, chosen, now).map(facet => `${facet.words} ${facet.count}`)

describe('a facet', () => {
  it.each([
    ['all', ['bad node', 'gateway', 'queue']],
    ['cause', ['bad node', 'gateway']],
    ['open', ['queue']],
    ['dead-ends', ['bad node']],
    ['week', ['queue']],
    ['tag:tv', ['bad node', 'gateway']],
    ['tag:none', []],
    ['made up', ['bad node', 'gateway', 'queue']],
  ])('%s lets %j through', (facet, expected) => {
    expect(titles(facet)).toEqual(expected)
  })
})

describe('the facets on offer', () => {
  it('are those that tell notebooks apart, tags by use', () => {
    expect(words(rows)).toEqual([
      'all 3',
      'cause found 2',
      'open 1',
      'with dead ends 1',
      'this week 1',
      'tv 2',
      'ingest 1',
      'license-svc 1',
      'playback-api 1',
    ])
  })
  it('leave out what would let nothing through, and tags that all have', () => {
    expect(words(rows.slice(0, 1))).toEqual(['all 1', 'cause found 1', 'with dead ends 1'])
  })
  it('keep the chosen one, so that it can be taken back', () => {
    expect(words(rows.slice(0, 1), 'open')).toEqual(['all 1', 'cause found 1', 'open 0', 'with dead ends 1'])
  })
  it('name at most five tags', () => {
    const many = [row('a', { tags: ['1', '2', '3', '4', '5', '6', '7'] }), row('b')]
    expect(words(many)).toEqual(['all 2', 'open 2', '1 1', '2 1', '3 1', '4 1', '5 1'])
  })
})

it('the first of the demo does not depend on what was changed last', () => {
  const demo = [row('Streaming failures'), row('Smart-TV playback errors')]
  expect(firstOfDemo(demo)?.title).toBe('Smart-TV playback errors')
  expect(firstOfDemo([])).toBeUndefined()
})
