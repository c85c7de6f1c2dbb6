import { existsSync, readFileSync } from 'node:fs'
import { demoMetricCount, demoMetrics, demoSelectors, demoWindow } from '#fixtures/demo.ts'
import { at } from '#fixtures/day.ts'
import { demoEvents } from '#fixtures/events.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import type { Batch, Samples } from '#server/samples/samples.ts'
import type { Store } from '#server/store/store.ts'
import type { Importer } from '#server/work/importer.ts'
import type { Person } from '#shared/notebook/notebook.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Ms } from '#shared/time/window.ts'
import { StartTrouble } from './start/trouble.ts'

export type DemoParts = {
  readonly samples: Pick<Samples, 'stage' | 'stats' | 'remove'>
  readonly store: {
    readonly notebooks: Pick<Store['notebooks'], 'list' | 'removeDemo'>
    readonly events: Pick<Store['events'], 'put'>
    readonly settings: Store['settings']
  }
  readonly ledger: Pick<Ledger, 'forget'>
  readonly importer: Importer
  /** Told how far it is, a few words at a time. */
  readonly say: (line: string) => void
}

/** `loading` is what a start finds that was killed in the middle: it begins again. */
type State = 'loading' | 'loaded' | 'removed'
const setting = 'demo'
const batchSize = 600_000

const onCall: Person = { id: 'oc', name: 'on-call', colour: '#6741d9' }
const stories: readonly { readonly file: string; readonly begun: Ms }[] = [
  { file: 'the-redundant-argument.md', begun: at('17:31') },
  { file: 'the-blipperdoodle.md', begun: at('15:31') },
]

/** The text of a story, which stands beside the program, seen from the sources or from what is built of them. */
function textOf(file: string): string {
  const places = ['../', '../../', '../../../'].map(
    up => new URL(`${up}fixtures/stories/${file}`, import.meta.url),
  )
  return readFileSync(places.find(place => existsSync(place)) ?? places[0] ?? file, 'utf8')
}

/** Series of their own arrays, those of one target still sharing their times: what is appended is given away. */
function ownSeries(series: readonly RawSeries[]): readonly RawSeries[] {
  const copies = new Map<Float64Array, Float64Array>()
  return series.map(one => {
    const times = copies.get(one.times) ?? one.times.slice()
    copies.set(one.times, times)
    return { ...one, times }
  })
}

async function loadSamples({ samples, say }: DemoParts): Promise<void> {
  const staging = await samples.stage()
  try {
    let meta: Batch['meta'] & object = []
    let series: readonly RawSeries[] = []
    let held = 0
    let made = 0
    for (const metric of demoMetrics()) {
      meta = [...meta, metric.meta]
      series = [...series, ...metric.series]
      held += metric.series.reduce((sum, one) => sum + one.values.length, 0)
      made += 1
      if (held < batchSize && made < demoMetricCount) {
        await new Promise(resolve => setImmediate(resolve))
        continue
      }
      await staging.append({ meta, series: ownSeries(series) })
      say(`demo: ${made} of ${demoMetricCount} metrics`)
      meta = []
      series = []
      held = 0
    }
    await staging.commit()
  } catch (error) {
    await staging.abandon()
    throw error
  }
}

async function isFirstStart({ samples, store }: DemoParts): Promise<boolean> {
  const { total } = await store.notebooks.list({ limit: 1 })
  return total === 0 && (await samples.stats()).samples === 0
}

/**
 * Loads both stories into data that are empty: samples, events, and the two finished notebooks with the evidence of each step, as of the story's
 * times. Where an earlier start was killed in the middle, what it left is taken away and all is loaded again; otherwise nothing is done.
 * True where the demo was loaded.
 */
export async function loadDemo(parts: DemoParts): Promise<boolean> {
  const { store, importer, say } = parts
  const state = await store.settings.get(setting)
  if (state !== 'loading' && ((state !== undefined && state !== null) || !(await isFirstStart(parts))))
    return false
  await store.settings.set(setting, 'loading' satisfies State)
  await store.notebooks.removeDemo()
  await loadSamples(parts)
  await store.events.put(demoEvents, { demo: true })
  for (const { file, begun } of stories) {
    const imported = await importer(textOf(file), {
      by: onCall,
      at: begun,
    })
    const trouble = imported.ok
      ? imported.warnings
      : imported.problems.map(({ line, message }) => `line ${line}: ${message}`)
    if (trouble.length > 0)
      throw new StartTrouble(
        `The demo cannot be loaded (BLIPBOOK_DEMO=off goes without it). ${file}: ${trouble.join('; ')}`,
      )
    say(`demo: ${file.replace('.md', '')}`)
  }
  await store.settings.set(setting, 'loaded' satisfies State)
  return true
}

/** Takes the demo's notebooks, events and samples away; whatever else there is stays. It does not come back at the next start. */
export async function removeDemo({
  samples,
  store,
  ledger,
}: Omit<DemoParts, 'importer' | 'say'>): Promise<void> {
  await store.settings.set(setting, 'removed' satisfies State)
  const { notebooks } = await store.notebooks.list({ limit: 1_000_000 })
  await store.notebooks.removeDemo()
  for (const { id, demo } of notebooks) if (demo) ledger.forget(id)
  await samples.remove(demoSelectors(), demoWindow)
}
