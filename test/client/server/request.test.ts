import { afterEach, describe, expect, it, vi } from 'vitest'
import { getJson, pathWith } from '#client/server/request.ts'
import { ApiTrouble, wordsOf } from '#client/server/trouble.ts'

afterEach(() => vi.unstubAllGlobals())

const answering = (status: number, body: string) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status, statusText: 'Odd' }))

const troubleOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no trouble',
    (thrown: unknown) => thrown,
  )

describe('a path with parameters', () => {
  it.each([
    [{}, '/a'],
    [{ q: undefined }, '/a'],
    [{ from: 0, to: 5 }, '/a?from=0&to=5'],
    [{ match: ['up{a="b"}', 'x'] }, '/a?match=up%7Ba%3D%22b%22%7D&match=x'],
    [{ match: [] }, '/a'],
  ])('%j', (parameters, path) => {
    expect(pathWith('/a', parameters)).toBe(path)
  })
})

describe('an answer that is an error', () => {
  it('carries the words of the server', async () => {
    answering(409, '{"error":{"kind":"moved","message":"The title has moved.","hint":"Look again."}}')
    const trouble = await troubleOf(getJson('/x'))
    expect(trouble).toBeInstanceOf(ApiTrouble)
    expect(trouble).toMatchObject({ status: 409, offline: false, error: { kind: 'moved' } })
    expect(wordsOf(trouble)).toBe('The title has moved. Look again.')
  })
  it.each(['<html>Bad gateway</html>', '{"error":null}', '{"error":{"message":7}}', ''])(
    'is one sentence where its body is %j',
    async body => {
      answering(502, body)
      expect(wordsOf(await troubleOf(getJson('/x')))).toBe('The server answered 502 Odd.')
    },
  )
  it('says that nobody answered', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed')
    })
    expect(await troubleOf(getJson('/x'))).toMatchObject({ status: 0, offline: true })
  })
  it('is no trouble of the server where the asker stopped it', async () => {
    const stop = new AbortController()
    vi.stubGlobal('fetch', async () => {
      stop.abort()
      throw stop.signal.reason
    })
    expect(await troubleOf(getJson('/x', { signal: stop.signal }))).not.toBeInstanceOf(ApiTrouble)
  })
})
