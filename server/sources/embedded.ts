import type { Samples } from '#server/samples/samples.ts'
import type { Source } from './source.ts'

/** The program's own sample database as a source. */
export function embeddedSource(samples: Samples): Source {
  return {
    id: 'embedded',
    title: 'Built-in store',
    kind: 'embedded',
    language: 'promql',
    scrape: 15_000,
    query: ({ text, grid }, signal) => samples.query(text, grid, signal),
    series: samples.series,
    labelNames: samples.labelNames,
    labelValues: samples.labelValues,
    metadata: samples.metadata,
    extent: samples.extent,
    test: async signal => {
      const began = performance.now()
      const { metrics } = await samples.stats(signal)
      return {
        server: 'Blipbook',
        version: 'built in',
        metrics,
        oldest: null,
        took: performance.now() - began,
      }
    },
  }
}
