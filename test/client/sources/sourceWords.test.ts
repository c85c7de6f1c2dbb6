import { describe, expect, it } from 'vitest'
import { emptyForm, readForm, type SourceForm, stateWords, testWords } from '#client/sources/sourceWords.ts'
import { utc } from '#shared/time/clock.ts'

const read = (form: Partial<SourceForm>) => readForm({ ...emptyForm, ...form })

describe('the form of a new source', () => {
  it.each([
    ['127.0.0.1:9090', 'http://127.0.0.1:9090'],
    ['prom.example', 'http://prom.example'],
    ['https://mimir.example/prometheus/', 'https://mimir.example/prometheus'],
    [' http://prom:9090/?x=1#y ', 'http://prom:9090'],
  ])('takes %s as %s', (typed, address) => {
    expect(read({ address: typed })).toMatchObject({ draft: { address, auth: { kind: 'none' } } })
  })
  it('is named by its host unless it has a name', () => {
    expect(read({ address: 'prom:9090' })).toMatchObject({ draft: { title: 'prom:9090' } })
    expect(read({ address: 'prom:9090', title: ' Production ' })).toMatchObject({
      draft: { title: 'Production' },
    })
  })
  it('sends what the chosen way to sign in needs, and no more', () => {
    const typed = { address: 'prom', user: 'me', secret: 's' }
    expect(read({ ...typed, auth: 'basic' })).toMatchObject({
      draft: { auth: { kind: 'basic', user: 'me', password: 's' } },
    })
    expect(read({ ...typed, auth: 'bearer' })).toHaveProperty('draft.auth', { kind: 'bearer', token: 's' })
    expect(read({ ...typed, auth: 'none' })).toHaveProperty('draft.auth', { kind: 'none' })
  })
  it.each([
    ['no address', {}, 'address'],
    ['another scheme', { address: 'ftp://prom' }, 'address'],
    ['no address at all', { address: 'http://' }, 'address'],
    ['a password in the address', { address: 'http://me:s@prom' }, 'address'],
    ['no user', { address: 'prom', auth: 'basic', secret: 's' }, 'user'],
    ['no password', { address: 'prom', auth: 'basic', user: 'me' }, 'secret'],
    ['no token', { address: 'prom', auth: 'bearer' }, 'secret'],
  ] as const)('is refused with %s', (_, form, field) => {
    expect(read(form)).toMatchObject({ field })
  })
})

describe('the state of a source in words', () => {
  const since = Date.UTC(2026, 10, 3, 14, 2, 31)
  it.each([
    [null, 'not asked yet'],
    [{ up: true, since, message: '', retryAt: null }, 'answers, since 3 Nov 14:02 UTC'],
    [
      { up: false, since, message: 'Nothing listens there.', retryAt: null },
      'down since 3 Nov 14:02 UTC. Nothing listens there. Kept evidence still stands.',
    ],
  ])('%j', (state, words) => {
    expect(stateWords(state, utc)).toBe(words)
  })
})

describe('a Test in words', () => {
  it('says who answered', () => {
    expect(
      testWords({
        ok: true,
        server: 'Prometheus',
        version: '3.5.0',
        metrics: 1423,
        oldest: null,
        took: 12.4,
      }),
    ).toBe('Prometheus 3.5.0, 1,423 metrics, in 12 ms.')
  })
  it('says why not, and what would help', () => {
    const failure = {
      kind: 'unreachable',
      message: 'Nothing listens there.',
      hint: 'Is it running?',
    } as const
    expect(testWords({ ok: false, failure, part: null })).toBe('Nothing listens there. Is it running?')
  })
})
