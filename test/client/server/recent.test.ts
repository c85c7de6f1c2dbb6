import { expect, it } from 'vitest'
import { recent } from '#client/server/recent.ts'

it('keeps the entries used last, and not more than its limit', () => {
  const kept = recent<string, number>(2)
  kept.set('a', 1)
  kept.set('b', 2)
  expect(kept.get('a')).toBe(1)
  kept.set('c', 3)
  expect([kept.get('a'), kept.get('b'), kept.get('c'), kept.size()]).toEqual([1, undefined, 3, 2])
})

it('forgets what is dropped', () => {
  const kept = recent<string, number>(2)
  kept.set('a', 1)
  kept.drop('a')
  expect([kept.get('a'), kept.size()]).toEqual([undefined, 0])
})
