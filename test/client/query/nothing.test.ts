import { describe, expect, it } from 'vitest'
import { nothingWords } from '#client/query/words/nothing.ts'
import { utc } from '#shared/time/clock.ts'
import { hour, type Window } from '#shared/time/window.ts'

const noon = Date.UTC(2026, 10, 3, 12)
const hours = (from: number, to: number): Window => ({ from: noon + from * hour, to: noon + to * hour })
const words = (matching: Window | null, metric: Window | null) =>
  nothingWords('up', hours(0, 1), { matching, metric }, utc)

describe('why a graph is empty', () => {
  it('says where the data is, and offers to go there', () =>
    expect(words(hours(2, 8), hours(2, 8))).toEqual({
      sentence: 'No data in this window. Data for up lies 3 Nov 14:00–20:00 UTC.',
      goTo: hours(2, 8),
    }))
  it('blames the conditions where there is data in the window', () =>
    expect(words(hours(0, 8), hours(0, 8)).sentence).toMatch(/yields none of it/))
  it('blames the filters where the metric has data without them', () =>
    expect(words(null, hours(0, 8)).sentence).toBe('No series of up matches these filters.'))
  it('says that there is no such metric', () =>
    expect(words(null, null)).toEqual({
      sentence: 'No data: this source has nothing called up.',
      goTo: null,
    }))
})
