import { describe, expect, it } from 'vitest'
import { fixedWords } from '#client/judgment/fixedWords.ts'
import { began, ended, freshCourse, type Course } from '#client/notebook/live/course.ts'
import { intervalOf, withInterval } from '#client/notebook/live/interval.ts'
import { liveSign, stepHeldWords } from '#client/notebook/live/liveWords.ts'
import { blipRange, nowRange } from '#client/notebook/jump/nowAndBlip.ts'
import { utc } from '#shared/time/clock.ts'
import { hour, minute, second } from '#shared/time/window.ts'

const every = 10 * second
const at = Date.UTC(2026, 10, 3, 14, 5)
const one = { step: 'a', sources: ['prod'] }
const sign = (course: Course, now: number, candidates = [one]) =>
  liveSign(course, candidates, every, now, () => 'Production', utc)?.text

describe('the sign at the head', () => {
  const looked = (took: number) => ended(began(freshCourse, one, at - took), 'a', null, every, at)
  const failed = (kind: 'unreachable' | 'timeout' | 'source') =>
    ended(began(freshCourse, one, at), 'a', { kind, message: 'no', source: 'prod' }, every, at)

  it('says nothing while all is well', () => expect(sign(looked(second), at)).toBeUndefined())
  it('says that answers take longer than the interval', () =>
    expect(sign(looked(14 * second), at)).toBe('every 10 s, answers take 14 s'))
  it('goes on saying so while the next answer is waited for', () =>
    expect(sign(began(looked(14 * second), one, at + second), at)).toBe('every 10 s, answers take 14 s'))
  it.each([
    ['unreachable', 'paused: Production is down since 14:05; next try in 7 s'],
    ['timeout', 'paused: Production is too slow since 14:05; next try in 7 s'],
    ['source', 'paused: Production fails since 14:05; next try in 7 s'],
  ] as const)('says that a source is %s', (kind, words) =>
    expect(sign(failed(kind), at + 3 * second)).toBe(words),
  )
  it('says that it is being tried', () =>
    expect(sign(failed('source'), at + minute)).toBe('paused: Production fails since 14:05; trying now'))
  it('says where nothing is to be refreshed', () =>
    expect(sign(freshCourse, at, [])).toBe('nothing on the screen follows now'))
})

it('a step that fails by itself says why, and when it is tried again', () => {
  const failure = { kind: 'query', message: 'There is no function rat.' } as const
  const course = ended(began(freshCourse, one, at), 'a', failure, every, at)
  expect([stepHeldWords(course, 'a', at), stepHeldWords(course, 'b', at)]).toEqual([
    'Not refreshed: There is no function rat. Next try in 10 s.',
    null,
  ])
})

it('a verdict says to which instants it fixed the window', () =>
  expect(fixedWords({ from: at - 3 * minute + 7, to: at + 27 * minute + 7 }, utc)).toBe(
    'Window fixed to 3 Nov 14:02–14:32 UTC: the step shows what was judged.',
  ))

describe('jumping', () => {
  const day = { from: '2026-11-03T14:00Z', to: '2026-11-03T15:30Z' }
  const blip = { from: at, to: at + 5 * minute }

  it('to now keeps the length', () => expect(nowRange(day)).toEqual({ from: 'now-1h30m', to: 'now' }))
  it('to now drops what is under a second', () =>
    expect(nowRange({ from: '2026-11-03T14:00:00.400Z', to: '2026-11-03T14:30:00.100Z' })?.from).toBe(
      'now-30m',
    ))
  it.each([
    ['one that follows now', { from: 'now-1h', to: 'now' }],
    ['one that cannot be read', { from: 'soon', to: 'later' }],
  ])('to now leaves %s', (_, range) => expect(nowRange(range)).toBeNull())
  it('back to the blip shows an hour around it', () =>
    expect(blipRange({ from: 'now-1h', to: 'now' }, blip, at + 9 * hour)).toEqual({
      from: '2026-11-03T13:05:00.000Z',
      to: '2026-11-03T15:10:00.000Z',
    }))
  it('back to the blip leaves a window that shows it', () => expect(blipRange(day, blip, at)).toBeNull())
  it('back to a blip that is not set is nothing', () => expect(blipRange(day, null, at)).toBeNull())
})

describe('the chosen intervals', () => {
  it('are remembered notebook by notebook, and off is forgotten', () => {
    const chosen = withInterval(withInterval([], 'n', every), 'm', minute)
    expect([intervalOf(chosen, 'n'), intervalOf(chosen, 'm')]).toEqual([every, minute])
    expect(intervalOf(withInterval(chosen, 'n', null), 'n')).toBeNull()
  })
  it('are at most fifty, the oldest forgotten', () => {
    let chosen = withInterval([], 'first', every)
    for (let i = 0; i < 50; i++) chosen = withInterval(chosen, `n${i}`, every)
    expect([chosen.length, intervalOf(chosen, 'first')]).toEqual([50, null])
  })
})
