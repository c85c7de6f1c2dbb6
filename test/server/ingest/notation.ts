import { explainRefused, ingest, type IngestForm } from '#server/ingest/ingest.ts'
import type { Batch, Samples } from '#server/samples/samples.ts'
import { printLabels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'

/** Only what an import needs of the store: it keeps batches, and shows whether they were committed. */
export function fakeStore() {
  const batches: Batch[] = []
  let end: 'open' | 'committed' | 'abandoned' = 'open'
  const stage = async () => ({
    append: async (batch: Batch) => void batches.push(batch),
    commit: async () => {
      end = 'committed'
      const series = batches.flatMap(batch => batch.series)
      return {
        samples: series.reduce((sum, each) => sum + each.times.length, 0),
        series: series.length,
        window: null,
      }
    },
    abandon: async () => void (end = 'abandoned'),
  })
  return { samples: { stage } as Pick<Samples, 'stage'>, batches, end: () => end }
}

export async function* pieces(text: string | Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const line = ({ labels, times, values }: RawSeries) =>
  `${printLabels(labels)} ${[...times].map((time, i) => `${values[i]}@${time}`).join(' ')}`

/** What an import of the text takes in, a line for each series; or why it is refused, in words. */
export async function taken(form: IngestForm, text: string | Uint8Array, size?: number) {
  const store = fakeStore()
  const result = await ingest(pieces(text, size), form, store.samples)
  if (!result.ok) return [store.end(), explainRefused(result.refused)]
  return store.batches.flatMap(batch => batch.series).map(line)
}

export async function described(form: IngestForm, text: string) {
  const store = fakeStore()
  await ingest(pieces(text), form, store.samples)
  return store.batches.flatMap(batch => batch.meta ?? [])
}
