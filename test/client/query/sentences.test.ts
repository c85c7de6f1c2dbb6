import { describe, expect, it } from 'vitest'
import { sentences } from '#client/query/words/sentences.ts'

describe('a message and its hint', () => {
  it.each([
    ['rate needs a range', 'Add [1m].', 'rate needs a range. Add [1m].'],
    ['Not so.', 'But so.', 'Not so. But so.'],
    ['Alone', undefined, 'Alone'],
  ])('%s + %s', (message, hint, expected) => expect(sentences(message, hint)).toBe(expected))
})
