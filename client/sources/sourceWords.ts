import { printClock, printDay, printZone, type Zone } from '#shared/time/clock.ts'
import { day, hour, minute, type Ms } from '#shared/time/window.ts'
import type { SourceSummary, SourceTest } from '#shared/wire/wire.ts'

/** Where a source is, in a line. */
export function placeWords({ address, grafana }: SourceSummary): string {
  if (address === null) return 'What was imported, and the demo'
  return grafana === null ? address : `${address}, through its data source ${grafana.uid}`
}

const moment = (at: Ms, zone: Zone) => {
  const whole = Math.floor(at / minute) * minute
  return `${printDay(whole, zone)} ${printClock(whole, zone)} ${printZone(whole, zone)}`
}

/** Whether a source answered last, and since when that has been so; how long it is left alone, while that is ahead of `now`. */
export function stateWords(state: SourceSummary['state'], zone: Zone, now: Ms): string {
  if (state === null) return 'not asked yet'
  if (state.up) return `answers, since ${moment(state.since, zone)}`
  const words = state.message === '' ? '' : ` ${state.message}`
  const alone =
    state.retryAt === null || state.retryAt <= now
      ? ''
      : ` Left alone until ${printClock(state.retryAt, zone)}; Test tries it now.`
  return `down since ${moment(state.since, zone)}.${words}${alone} Kept evidence still stands.`
}

/** How long ago, in the largest whole unit: `41 days`. */
function age(length: Ms): string {
  const [name, size] = (
    [
      ['day', day],
      ['hour', hour],
    ] as const
  ).find(([, each]) => length >= each) ?? ['minute', minute]
  const count = Math.max(1, Math.floor(length / size))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** What a Test found out, in one or two sentences. `now`: when it did. */
export function testWords(test: SourceTest, zone: Zone, now: Ms): string {
  if (!test.ok) return [test.failure.message, test.failure.hint].filter(Boolean).join(' ')
  const { server, version, metrics, oldest, took } = test
  const found = [
    version === '' || version === 'unknown' ? server : `${server} ${version}`,
    `${metrics.toLocaleString('en')} ${metrics === 1 ? 'metric' : 'metrics'}`,
    ...(oldest === null ? [] : [`data since ${printDay(oldest, zone)} (${age(now - oldest)})`]),
    `in ${Math.round(took)} ms`,
  ]
  return `${found.join(', ')}.`
}
