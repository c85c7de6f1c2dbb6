import { afterEach, expect, it, vi } from 'vitest'
import { runSteps } from '#client/server/api.ts'

afterEach(() => vi.unstubAllGlobals())

const by = { id: 'p', name: 'on-call', colour: '#6741d9' }

/** What was asked of the server, one line each; a run answers only when stopped. */
const listening = () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`)
    if (init.method === 'DELETE') return Promise.resolve(new Response('{}'))
    return new Promise((_, refuse) =>
      init.signal?.addEventListener('abort', () => refuse(init.signal?.reason)),
    )
  })
  return asked
}

it('a run that is stopped here is stopped on the server, step by step', async () => {
  const asked = listening()
  const stop = new AbortController()
  const run = runSteps('n1', { steps: ['a', 'b'], by }, { signal: stop.signal })
  stop.abort()
  await expect(run).rejects.toThrow()
  expect(asked).toEqual([
    'POST /api/notebooks/n1/run',
    'DELETE /api/notebooks/n1/run?step=a',
    'DELETE /api/notebooks/n1/run?step=b',
  ])
})

it('a run that has ended stops nothing any more', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`)
    return new Response('{"runs":[]}')
  })
  const stop = new AbortController()
  expect(await runSteps('n1', { steps: ['a'], by }, { signal: stop.signal })).toEqual({ runs: [] })
  stop.abort()
  expect(asked).toEqual(['POST /api/notebooks/n1/run'])
})
