import { describe, expect, it } from 'vitest'
import { readWhere } from '#client/events/where.ts'
import { readEvent } from '#client/events/eventDraft.ts'
import { beforeWords, typedInstant, windowWords } from '#client/notebook/head/times/blipWords.ts'
import { rangeWords, typedRange } from '#client/notebook/head/times/rangeWords.ts'
import { saveWords } from '#client/notebook/head/saveWords.ts'
import { actWords } from '#client/notebook/step/actWords.ts'
import { briefLength } from '#client/notebook/step/stepMeta.ts'
import { utc } from '#shared/time/clock.ts'
import { day, minute } from '#shared/time/window.ts'

const at = (hours: number, minutes: number) => Date.UTC(2026, 10, 3, hours, minutes)
const blip = { from: at(14, 2), to: at(14, 7) }

describe('the state of saving', () => {
  it.each([
    [{ is: 'saved', pending: 0 }, 'saved'],
    [{ is: 'saving', pending: 2 }, 'saving…'],
    [{ is: 'offline', pending: 0 }, 'offline'],
    [{ is: 'offline', pending: 1 }, 'offline, 1 change kept'],
    [{ is: 'offline', pending: 3 }, 'offline, 3 changes kept'],
  ] as const)('%o', (state, words) => expect(saveWords(state)).toBe(words))
})

describe('the blip', () => {
  it('is said by its clock times', () => expect(windowWords(blip, utc)).toBe('14:02–14:07'))
  it('is said with the day where it ends on another', () =>
    expect(windowWords({ from: at(23, 50), to: at(24, 10) }, utc)).toBe('23:50–4 Nov 00:10'))
  it.each([
    [null, '13:31–14:01'],
    ['day', 'the day before'],
    [{ from: blip.from - day, to: blip.to - day }, '2 Nov 14:02–14:07'],
  ] as const)('is compared with %o', (before, words) => expect(beforeWords(blip, before, utc)).toBe(words))
  it('is typed without seconds where there are none', () =>
    expect([typedInstant(at(14, 2), utc), typedInstant(at(14, 2) + 5000, utc)]).toEqual([
      '2026-11-03 14:02',
      '2026-11-03 14:02:05',
    ]))
})

describe('the time range', () => {
  const absolute = { from: '2026-11-03T12:30Z', to: '2026-11-03T15:30Z' }
  it('is said with its zone', () => expect(rangeWords(absolute, at(0, 0), utc)).toBe('3 Nov 12:30–15:30 UTC'))
  it('that follows the clock is said as such', () =>
    expect(rangeWords({ from: 'now-3h', to: 'now' }, at(0, 0), utc)).toBe('last 3h, UTC'))
  it('goes into its fields on the reader’s clocks', () =>
    expect(typedRange(absolute, utc)).toEqual({ from: '2026-11-03 12:30', to: '2026-11-03 15:30' }))
  it('keeps now as it was typed', () =>
    expect(typedRange({ from: 'now-1h', to: 'now' }, utc).from).toBe('now-1h'))
})

describe('an act', () => {
  it.each([
    [{ kind: 'split', label: 'node' }, 'split by node'],
    [{ kind: 'filter', labels: { node: 'i-0c3f9a' } }, 'filter node=i-0c3f9a'],
    [{ kind: 'compare', against: day }, 'against 1 d earlier'],
    [{ kind: 'follow' }, ''],
  ] as const)('%o', (act, words) => expect(actWords(act)).toBe(words))
  it.each([
    [31, '31 ms'],
    [1400, '1.4 s'],
    [10_000, '10 s'],
    [5 * minute, '5 min'],
  ])('took %d', (length, words) => expect(briefLength(length)).toBe(words))
})

describe('an event as typed', () => {
  const typed = {
    kind: 'deploy',
    title: 'license-svc v412',
    at: '2026-11-03 14:01',
    labels: 'service=license-svc',
  } as const
  it('is read', () =>
    expect(readEvent(typed, 0, utc)).toEqual({
      event: { kind: 'deploy', title: 'license-svc v412', at: at(14, 1), labels: { service: 'license-svc' } },
    }))
  it('is refused with every field that is wrong', () => {
    const read = readEvent({ ...typed, title: ' ', at: 'soon', labels: 'x' }, 0, utc)
    expect('problems' in read && Object.keys(read.problems)).toEqual(['title', 'at', 'labels'])
  })
})

describe('conditions on events', () => {
  it('are read with their operators', () =>
    expect(readWhere('service=a, region=~us-.*, x!=y')).toEqual([
      { name: 'service', op: '=', value: 'a' },
      { name: 'region', op: '=~', value: 'us-.*' },
      { name: 'x', op: '!=', value: 'y' },
    ]))
  it('are all without a word', () => expect(readWhere('  ')).toEqual([]))
  it('are refused in words', () => expect(readWhere('service')).toMatch(/is not a condition/))
})
