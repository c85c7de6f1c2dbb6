import { describe, expect, it } from 'vitest'
import { bytesWords } from '#client/space/bytesWords.ts'
import { freeingWords, offersOf, offersOfAll, overWords } from '#client/space/freeing/freeing.ts'
import { wholeOf } from '#client/space/parts.ts'
import type { Freeing, NotebookSpace, Space } from '#shared/wire/space.ts'

const row = (part: Partial<NotebookSpace> = {}): NotebookSpace => ({
  id: 'n',
  title: 'A blip',
  judged: 1,
  latest: 2,
  unjudged: 0,
  details: 0,
  pictures: 3,
  log: 4,
  ...part,
})
const space = (part: Partial<Space> = {}): Space => ({
  notebooks: [row(), row({ unjudged: 5 })],
  orphaned: 0,
  free: 0,
  other: 0,
  notebooksFile: 0,
  samples: { file: 0, other: 0, metrics: [] },
  evidence: { total: 0, most: 0, days: 14 },
  swept: null,
  next: null,
  ...part,
})

describe('Sizes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1.0 KB'],
    [10_200, '10 KB'],
    [4_404_019, '4.2 MB'],
    [1_073_741_824, '1.0 GB'],
    [5e15, '4547 TB'],
    [-5, '0 bytes'],
  ])('%d is %s', (bytes, words) => expect(bytesWords(bytes)).toBe(words))
})

describe('What can be freed', () => {
  const titles = (offers: readonly { title: string; bytes: number }[]) =>
    offers.map(({ title, bytes }) => `${title}: ${bytes}`)
  it('of a notebook', () => {
    expect(offersOf(row())).toEqual([])
    expect(titles(offersOf(row({ unjudged: 7, details: 8, title: ' ' })))).toEqual([
      'Free what nobody judged in “Untitled”: 7',
      'Free the details of “Untitled”: 8',
    ])
  })
  it('of everything', () => {
    expect(titles(offersOfAll(space({ orphaned: 6, free: 9 })))).toEqual([
      'Free what nobody judged: 5',
      'Free what no notebook cites: 6',
      'Compact now: 9',
    ])
    expect(offersOfAll(space({ notebooks: [] }))).toEqual([])
  })
  it('adds up', () => expect(wholeOf(row({ unjudged: 7, details: 8 }))).toBe(25))
})

describe('How it goes', () => {
  const freeing = (state: Freeing['state'], failure?: string): Freeing => ({
    question: { what: 'empty' },
    freed: 1024,
    of: 2048,
    state,
    ...(failure !== undefined && { failure }),
  })
  it.each([
    [freeing('going'), 'Freeing: 1.0 KB of about 2.0 KB'],
    [freeing('done'), 'Freed 1.0 KB.'],
    [freeing('stopped'), 'Stopped. Freed 1.0 KB of about 2.0 KB.'],
    [freeing('failed', 'The disk is full.'), 'Freed 1.0 KB. The disk is full.'],
  ])('%j', (given, words) => expect(freeingWords(given)).toBe(words))

  it('says when all that is left must stay', () => {
    expect(overWords(4_509_715_660, 4_294_967_296)).toBe(
      'Evidence takes 4.2 GB, over the limit of 4.0 GB; all of it is judged, pinned or the latest of a step.',
    )
    expect(overWords(5, 5)).toBeNull()
    expect(overWords(5, 0)).toBeNull()
  })
})
