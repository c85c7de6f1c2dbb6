import { describe, expect, it } from 'vitest'
import { hostAllowed, originAllowed } from '#server/http/guard.ts'

describe('hosts', () => {
  it.each(['127.0.0.1:4780', 'localhost:4780', 'localhost', '[::1]:4780', 'LOCALHOST:1'])(
    '%s is this machine',
    host => {
      expect(hostAllowed(host)).toBe(true)
    },
  )
  it.each([
    'evil.example:4780',
    '127.0.0.1.evil.example',
    'localhost.evil.example:80',
    '10.0.0.1',
    '',
    undefined,
  ])('%s is not', host => {
    expect(hostAllowed(host)).toBe(false)
  })
})

describe('origins', () => {
  it.each([
    [undefined, '127.0.0.1:4780', true],
    ['http://127.0.0.1:4780', '127.0.0.1:4780', true],
    ['http://localhost:4780', '127.0.0.1:4780', false],
    ['http://127.0.0.1:4781', '127.0.0.1:4780', false],
    ['http://evil.example', '127.0.0.1:4780', false],
    ['null', '127.0.0.1:4780', false],
  ])('%s asking %s: %s', (origin, host, allowed) => {
    expect(originAllowed({ origin, host })).toBe(allowed)
  })
})
