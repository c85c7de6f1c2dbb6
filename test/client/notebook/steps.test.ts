import { describe, expect, it } from 'vitest'
import { nextQueryId } from '#client/notebook/steps/deeds.ts'
import { neighbour, placeAfterMove, shownSteps } from '#client/notebook/steps/steps.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
import { freshStep } from '#shared/notebook/fresh.ts'

/** `a b (c) d`: steps in order, removed ones in brackets. */
const notebook = (text: string) => ({
  ...emptyNotebook('n'),
  steps: text.split(' ').map(name => ({
    ...freshStep(name.replace(/[()]/g, ''), { is: 'note', text: '' }),
    removed: name.startsWith('('),
  })),
})

describe('going from step to step', () => {
  const four = notebook('a b (c) d')
  it('shows what is not removed', () =>
    expect(shownSteps(four).map(step => step.id)).toEqual(['a', 'b', 'd']))
  it('passes over removed ones', () => expect(neighbour(four, 'b', 1)).toBe('d'))
  it('stops at the ends', () =>
    expect([neighbour(four, 'a', -1), neighbour(four, 'd', 1)]).toEqual(['a', 'd']))
  it('begins at an end from nowhere', () =>
    expect([neighbour(four, null, 1), neighbour(four, null, -1)]).toEqual(['a', 'd']))
  it('goes nowhere in an empty notebook', () => expect(neighbour(emptyNotebook('n'), null, 1)).toBeNull())
})

describe('moving a step by one place', () => {
  const four = notebook('a b (c) d')
  it('down: below the next one shown', () => expect(placeAfterMove(four, 'b', 1)).toBe('d'))
  it('up: below what stands above the one before it', () => expect(placeAfterMove(four, 'd', -1)).toBe('a'))
  it('up to the top', () => expect(placeAfterMove(four, 'b', -1)).toBeNull())
  it('is refused at the ends', () => {
    expect(placeAfterMove(four, 'a', -1)).toBeUndefined()
    expect(placeAfterMove(four, 'd', 1)).toBeUndefined()
  })
})

describe('the letter of the next query', () => {
  it('is the first that none has had', () => expect(nextQueryId(['A', 'B'])).toBe('C'))
  it('fills a hole', () => expect(nextQueryId(['B'])).toBe('A'))
})
