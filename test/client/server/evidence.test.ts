import { afterEach, expect, it, vi } from 'vitest'
import { fetchEvidence } from '#client/server/evidence.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { encodeAnswer } from '#shared/ask/codec.ts'

afterEach(() => vi.unstubAllGlobals())

const answer: Answer = { kind: 'events', events: [], remarks: [] }

it('one hash is fetched once and gives one object', async () => {
  let times = 0
  vi.stubGlobal('fetch', async () => {
    times++
    return new Response(Uint8Array.from(encodeAnswer(answer)))
  })
  const [first, second] = await Promise.all([fetchEvidence('one'), fetchEvidence('one')])
  expect(first).toEqual(answer)
  expect(second).toBe(first)
  expect(times).toBe(1)
})

it('a failed fetch is tried again the next time', async () => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 500 }))
  await expect(fetchEvidence('two')).rejects.toThrow('500')
  vi.stubGlobal('fetch', async () => new Response(Uint8Array.from(encodeAnswer(answer))))
  await expect(fetchEvidence('two')).resolves.toEqual(answer)
})
