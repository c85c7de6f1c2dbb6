import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainLimits, type SamplesLimits } from '#server/samples/samples.ts'
import { openStore, type SampleStore } from '#server/samples/store/store.ts'
import { printLabels, type Labels } from '#shared/series/labels.ts'
import type { Matcher, MatchOperator } from '#shared/series/matcher.ts'
import type { RawSeries } from '#shared/series/series.ts'

/** `up{job="a"}` → labels. Values hold no commas and no quotes. */
export function labels(text: string): Labels {
  const [, name = '', pairs = ''] = /^([^{]*)(?:\{(.*)\})?$/.exec(text) ?? []
  const found: Record<string, string> = name === '' ? {} : { __name__: name }
  for (const [, label = '', value = ''] of pairs.matchAll(/(\w+)="([^"]*)"/g)) found[label] = value
  return found
}

/** `up{job=~"a.*", env!="x"}` → matchers. */
export function matchers(text: string): readonly Matcher[] {
  const [, name = '', pairs = ''] = /^([^{]*)(?:\{(.*)\})?$/.exec(text) ?? []
  const found: Matcher[] = name === '' ? [] : [{ name: '__name__', op: '=', value: name }]
  for (const [, label = '', op = '', value = ''] of pairs.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g))
    found.push({ name: label, op: op as MatchOperator, value })
  return found
}

/** `1@10 2@20 stale@30`: values at milliseconds. */
export function raw(name: string, text: string): RawSeries {
  const samples = text.split(/\s+/).map(sample => sample.split('@') as [string, string])
  const stale = Uint8Array.from(samples, ([value]) => (value === 'stale' ? 1 : 0))
  const times = Float64Array.from(samples, ([, at]) => Number(at))
  const values = Float64Array.from(samples, ([value]) => Number(value))
  return stale.includes(1)
    ? { labels: labels(name), times, values, stale }
    : { labels: labels(name), times, values }
}

/** The other way round, one line for each series. */
export function shown(series: Iterable<RawSeries>): readonly string[] {
  return [...series].map(({ labels: set, times, values, stale }) => {
    const samples = [...times].map((time, i) => `${stale?.[i] === 1 ? 'stale' : values[i]}@${time}`)
    return `${printLabels(set)} ${samples.join(' ')}`
  })
}

/** A store in a directory of its own. */
export function temporaryStore(limits: Partial<SamplesLimits> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'samples-'))
  const path = join(directory, 'samples.db')
  const open = () => openStore(path, { ...plainLimits, ...limits })
  let store = open()
  return {
    path,
    get store(): SampleStore {
      return store
    },
    /** One import, committed. */
    put: (...series: readonly RawSeries[]) => {
      const staging = store.begin()
      staging.append({ series })
      return staging.commit()
    },
    read: (selector: string, from = -1, to = 1e15) =>
      shown(store.reader(() => false)(matchers(selector), from, to)),
    reopen: () => {
      store.close()
      store = open()
    },
    remove: () => {
      store.close()
      rmSync(directory, { recursive: true })
    },
  }
}
