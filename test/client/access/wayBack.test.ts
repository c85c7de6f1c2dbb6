import { describe, expect, it } from 'vitest'
import { wayBack } from '#client/access/wayBack.ts'

const to = (path: string) => `?to=${encodeURIComponent(path)}`

describe('the way back after signing in', () => {
  it.each([
    ['', '', '/'],
    [to('/'), '', '/'],
    [to('/n/abc'), '#step', '/n/abc#step'],
    [to('/n/abc/present?a=1&b=2'), '#s', '/n/abc/present?a=1&b=2#s'],
    [to('/new?expr=rate(x[5m])'), '', '/new?expr=rate(x[5m])'],
  ])('%s%s is %s', (search, hash, path) => {
    expect(wayBack(search, hash)).toBe(path)
  })

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'n/abc',
    '/sign-in?to=/x',
    'http://',
  ])('never leads to %s', path => {
    expect(wayBack(to(path), '')).toBe('/')
  })
})
