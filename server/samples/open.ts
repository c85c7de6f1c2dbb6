import { once } from 'node:events'
import { startThread } from '#server/threads/start.ts'
import { plainLimits, type Samples, type SamplesOptions, type Staging } from './samples.ts'
import { linkTo } from './thread/link.ts'
import type { Opening } from './thread/message.ts'
import { handedOver } from './thread/transfer.ts'

/** Opens the sample database in a thread of its own. Throws `DatabaseTrouble`; nothing is then left running. */
export async function openSamples({ path, limits }: SamplesOptions): Promise<Samples> {
  const worker = startThread('samples', { path, limits: { ...plainLimits, ...limits } } satisfies Opening)
  const exit = once(worker, 'exit')
  const { ready, ask } = linkTo(worker)
  try {
    await ready
  } catch (error) {
    await worker.terminate()
    throw error
  }

  const stage = async (): Promise<Staging> => {
    const id = await ask('stage', [])
    return {
      append: batch => ask('append', [id, batch], { transfer: handedOver(batch) }),
      commit: () => ask('commit', [id]),
      abandon: () => ask('abandon', [id]),
    }
  }

  return {
    stage,
    query: (text, grid, signal) => ask('query', [text, grid], { signal }),
    instant: (text, at, signal) => ask('instant', [text, at], { signal }),
    series: (selectors, window, limit, signal) => ask('series', [selectors, window, limit], { signal }),
    labelNames: (selectors, window, signal) => ask('labelNames', [selectors, window], { signal }),
    labelValues: (name, selectors, window, limit, signal) =>
      ask('labelValues', [name, selectors, window, limit], { signal }),
    metadata: signal => ask('metadata', [], { signal }),
    extent: (selector, signal) => ask('extent', [selector], { signal }),
    remove: (selectors, window) => ask('remove', [selectors, window]),
    removeAll: () => ask('removeAll', []),
    stats: signal => ask('stats', [], { signal }),
    sizes: signal => ask('sizes', [], { signal }),
    close: async () => {
      await ask('close', [])
      await exit
    },
  }
}
