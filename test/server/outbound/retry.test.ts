import { describe, expect, it } from 'vitest'
import { retryAfter } from '#server/outbound/retry.ts'

const answer = (status: number, headers: Record<string, string> = {}) => ({
  answer: { status, headers, url: 'http://x', body: new Uint8Array() },
})
const error = (code: string) => ({ error: Object.assign(new Error('x'), { code }) })
const jsonType = { 'content-type': 'application/json' }

describe('a question is sent again', () => {
  it.each([
    ['after a connection that was reset', error('ECONNRESET'), 100],
    ['after one that was closed', error('UND_ERR_SOCKET'), 100],
    ['after 502 of a proxy', answer(502), 100],
    ['after 503 of a server that starts', answer(503, { 'content-type': 'text/plain' }), 100],
    ['after 504 of a proxy', answer(504), 100],
    ['after 503 that wishes for a second', answer(503, { 'retry-after': '1' }), 1000],
    ['after 429 that wishes for a second', answer(429, { 'retry-after': '1' }), 1100],
  ])('%s', (_name, outcome, pause) => {
    expect(retryAfter(outcome, 0, 0)).toBe(pause)
  })

  it('a second time after a longer pause, both longer by chance, and no third time', () => {
    expect([0, 1, 2].map(retry => retryAfter(answer(502), retry, 0))).toEqual([100, 300, undefined])
    expect([0, 1].map(retry => retryAfter(answer(502), retry, 0.5))).toEqual([125, 375])
  })
})

describe('a question is not sent again', () => {
  it.each([
    ['after an answer', answer(200)],
    ['after a wrong question', answer(400)],
    ['after 401', answer(401)],
    ['after 404', answer(404)],
    ['after 422', answer(422)],
    ['after 500', answer(500)],
    ['after 429 without a wish', answer(429)],
    ['after 429 that wishes for a minute', answer(429, { 'retry-after': '60' })],
    ['after 429 that wishes for a date', answer(429, { 'retry-after': 'Tue, 03 Nov 2026 12:00:00 GMT' })],
    ['after 503 in words of the API', answer(503, jsonType)],
    ['after 503 that wishes for a minute', answer(503, { 'retry-after': '60' })],
    ['after a refused connection', error('ECONNREFUSED')],
    ['after a time limit', error('UND_ERR_HEADERS_TIMEOUT')],
    ['after the whole time', error('WHOLE_TIME_UP')],
    ['after an answer that broke off', error('BROKEN_OFF')],
    ['after an answer too large', error('ANSWER_TOO_LARGE')],
  ])('%s', (_name, outcome) => {
    expect(retryAfter(outcome, 0, 0)).toBeUndefined()
  })
})
