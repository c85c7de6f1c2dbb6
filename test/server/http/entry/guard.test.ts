import { describe, expect, it } from 'vitest'
import { hostAllowed, originAllowed, type Reach } from '#server/http/entry/guard.ts'

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

describe('a server that others reach by a public address', () => {
  const reach: Reach = { origin: 'https://blipbook.example', hosts: new Set(['blipbook.example']) }
  it.each([
    ['blipbook.example', true],
    ['BLIPBOOK.example:443', true],
    ['127.0.0.1:4780', true],
    ['evil.example', false],
    ['blipbook.example.evil.example', false],
    [undefined, false],
  ])('host %s: %s', (host, allowed) => {
    expect(hostAllowed(host, reach)).toBe(allowed)
  })
  it.each([
    ['https://blipbook.example', 'blipbook.example', true],
    ['https://blipbook.example', '127.0.0.1:4780', true],
    ['http://127.0.0.1:4780', '127.0.0.1:4780', true],
    ['https://evil.example', 'blipbook.example', false],
    ['https://evil.example', '127.0.0.1:4780', false],
  ])('%s asking %s: %s', (origin, host, allowed) => {
    expect(originAllowed({ origin, host }, reach)).toBe(allowed)
  })
})

describe('a server behind a password that was given no address', () => {
  const reach: Reach = { origin: null, hosts: null }
  it('goes by any name, for changes from its own pages', () => {
    expect(hostAllowed('10.0.0.7:4780', reach)).toBe(true)
    expect(originAllowed({ origin: 'http://10.0.0.7:4780', host: '10.0.0.7:4780' }, reach)).toBe(true)
    expect(originAllowed({ origin: 'http://evil.example', host: '10.0.0.7:4780' }, reach)).toBe(false)
  })
})
