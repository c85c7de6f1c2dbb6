import { describe, expect, it } from 'vitest'
import {
  began,
  due,
  ended,
  freshCourse,
  releasedAt,
  sourceKey,
  together,
  type Candidate,
  type Course,
} from '#client/notebook/live/course.ts'
import type { Failure } from '#shared/query/failure.ts'
import { minute, second } from '#shared/time/window.ts'

const every = 10 * second
const down: Failure = { kind: 'unreachable', message: 'gone', source: 'prod' }
const bad: Failure = { kind: 'query', message: 'no such function' }
const of = (step: string, ...sources: string[]): Candidate => ({ step, sources })
const [a, b, c] = [of('a', 'prod'), of('b', 'prod'), of('c', 'other')]

/** A course told in seconds: `a0` a look at a begins, `/a3` it ends well, `!a3` its source is down, `?a3` its query is bad. */
function told(words: string, length = every): Course {
  return words
    .split(' ')
    .filter(Boolean)
    .reduce((course, word) => {
      const [, sign, step, at] = /^([/!?]?)([abc])(\d+)$/.exec(word) ?? []
      const now = Number(at) * second
      const candidate = { a, b, c }[step as 'a' | 'b' | 'c']
      if (sign === '') return began(course, candidate, now)
      return ended(course, step ?? '', { '/': null, '!': down, '?': bad }[sign as '/'], length, now)
    }, freshCourse)
}
const asked = (course: Course, now: number, candidates = [a, b, c]) => {
  const { ask, wake } = due(course, candidates, every, now * second)
  return `${ask.map(({ step }) => step).join('')} ${wake === null ? '-' : wake / second}`
}

describe('who is asked', () => {
  it.each([
    ['at first two, in order', '', 0, 'ab -'],
    ['nobody, while two are under way', 'a0 b0', 1, ' -'],
    ['the third, as soon as one has ended', 'a0 b0 /a1', 1, 'c 10'],
    ['never a step whose look is under way', 'a0', 30, 'b -'],
    ['each again after the interval', 'a0 /a1 b2 /b3 c3 /c4', 10, 'a 12'],
    ['who is ready longest first', 'b0 /b1 c1 /c2 a2 /a3', 20, 'bc -'],
    ['a slow one after a rest of half the interval', 'a0 b0 /b1 /a14 c14 /c15 b15 /b16', 18, ' 19'],
  ])('%s', (_, words, now, result) => expect(asked(told(words), now)).toBe(result))

  it('nobody where nothing is on the screen', () => expect(asked(freshCourse, 0, [])).toBe(' -'))
})

describe('a source that fails', () => {
  it.each([
    ['is left alone for an interval, all its steps with it', 'a0 !a1', 5, 'c 11'],
    ['is tried by one step only', 'a0 !a1 c1 /c2', 11, 'ac -'],
    ['is left alone for twice as long the next time', 'a0 !a1 a11 !a12 c12 /c13', 20, ' 22'],
    ['is asked by all when it has answered', 'a0 !a1 a11 /a12 c12 /c13', 13, 'b 21'],
  ])('%s', (_, words, now, result) => expect(asked(told(words), now)).toBe(result))

  it('is never left alone for longer than five minutes, and says since when it fails', () => {
    let course = freshCourse
    for (let i = 0; i < 20; i++) course = ended(began(course, a, i * minute), 'a', down, every, i * minute)
    const hold = course.holds.get(sourceKey('prod'))
    expect(hold).toMatchObject({ since: 0, tries: 20, until: 24 * minute })
  })

  it('can be tried at once', () =>
    expect(asked(releasedAt(told('a0 !a1 c1 /c2'), 3 * second), 3)).toMatch(/^a /))

  it('a bad query holds its own step only', () => expect(asked(told('a0 ?a1'), 2)).toBe('bc 11'))

  it('a look that was stopped tells nothing of it', () => {
    const course = ended(told('a0'), 'a', { kind: 'stopped', message: '' }, every, second)
    expect(course.holds.size).toBe(0)
  })
})

/** Numbers from 0 to 1 that a seed fixes. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const lengths = [5 * second, 10 * second, 30 * second, minute]

type Under = { readonly step: string; readonly end: number; readonly failure: Failure | null }

it('never piles up, whatever the sources, the screen and the reader do', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = randomOf(seed)
    const steps = Array.from({ length: 8 }, (_, i) => of(`s${i}`, `source${i % 3}`))
    const length = lengths[seed % lengths.length] ?? minute
    let course = freshCourse
    let under: Under[] = []
    const lastEnd = new Map<string, number>()
    const count = new Map<string, number>()
    for (let now = 0; now < 5 * minute; now += second) {
      for (const { step, failure } of under.filter(({ end }) => end <= now)) {
        course = ended(course, step, failure, length, now)
        lastEnd.set(step, now)
      }
      under = under.filter(({ end }) => end > now)
      const seen = steps.filter(() => random() < 0.7)
      for (const candidate of due(course, seen, length, now).ask) {
        const { step } = candidate
        const place = `seed ${seed}, ${now / second} s, ${step}`
        expect(
          under.map(each => each.step),
          place,
        ).not.toContain(step)
        const was = lastEnd.get(step)
        if (was !== undefined) expect(now - was, place).toBeGreaterThan(0)
        course = began(course, candidate, now)
        const source = candidate.sources[0] ?? ''
        const failure = random() < 0.2 ? { ...down, source } : null
        under.push({ step, end: now + Math.ceil(random() * 40) * second, failure })
        count.set(step, (count.get(step) ?? 0) + 1)
        expect(under.length, place).toBeLessThanOrEqual(together)
      }
    }
    for (const [step, times] of count)
      expect(times, `seed ${seed}, ${step}`).toBeLessThanOrEqual((5 * minute) / length + 1)
  }
})
