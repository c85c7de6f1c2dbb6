import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { heldBy, lockDirectory } from '#server/database/lock.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import { openLedger } from '#server/ledger/open.ts'
import { openOutbound } from '#server/outbound/open.ts'
import { credentialNetworks } from '#server/outbound/settings.ts'
import type { Asker } from '#server/run/answer.ts'
import { openDetails, type Details } from '#server/run/detail.ts'
import { lookKeeper, stepLooker, type KeepLook } from '#server/run/looks.ts'
import { metadataLookup } from '#server/run/metadata.ts'
import { openPassing, type Passing } from '#server/run/passing.ts'
import { stepRunner, type RunParts, type RunStep } from '#server/run/runs.ts'
import { openSamples } from '#server/samples/open.ts'
import type { Samples } from '#server/samples/samples.ts'
import { embeddedSource } from '#server/sources/embedded.ts'
import { limitsFor, openReader } from '#server/sources/prometheus/thread/reader.ts'
import { openRegistry, type Registry } from '#server/sources/registry.ts'
import { openStore } from '#server/store/open.ts'
import type { Store, StoredSource } from '#server/store/store.ts'
import { notebookImporter, type Importer } from '#server/work/importer.ts'
import { openLooking, type Looking } from '#server/work/looking.ts'
import { sparkOf } from '#shared/ask/spark.ts'
import { secretFromEnvironment, type Settings } from './config.ts'
import { newId } from './ids.ts'
import { StartTrouble } from './start/trouble.ts'

/** Everything behind the doors, open: what is kept, where answers come from, and what runs. */
export type House = {
  readonly store: Store
  readonly samples: Samples
  readonly ledger: Ledger
  readonly registry: Registry
  readonly asker: Asker
  readonly runStep: RunStep
  readonly looking: Looking
  readonly keepLook: KeepLook
  readonly passing: Passing
  readonly details: Details
  readonly importer: Importer
  readonly now: () => number
  readonly close: () => Promise<void>
}

function secretOf(reference: string): string | undefined {
  const name = reference.slice(reference.indexOf(':') + 1)
  if (reference.startsWith('env:')) return secretFromEnvironment(name)
  try {
    return readFileSync(name, 'utf8')
  } catch {
    return undefined
  }
}

async function fixedSources(file: string | null): Promise<readonly StoredSource[]> {
  if (file === null) return []
  const { readFixedSources } = await import('#server/sources/fixed/sources.ts')
  const read = () => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      throw new StartTrouble(`BLIPBOOK_SOURCES: ${file} cannot be read.`)
    }
  }
  return readFixedSources(read(), secretOf)
}

function locked(directory: string): { readonly release: () => void } {
  const outcome = lockDirectory(directory)
  if (!outcome.ok) throw new StartTrouble(heldBy(directory, outcome.holder))
  return outcome.lock
}

/**
 * Locks the data directory, opens what is kept in it, and joins the rooms. Throws `StartTrouble`, `FixedFileTrouble` or `DatabaseTrouble` with
 * one clear line; then nothing is left open.
 */
export async function openHouse(settings: Settings): Promise<House> {
  const closing: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    closing.push(locked(settings.data).release)
    const store = openStore(join(settings.data, 'notebooks.db'))
    closing.push(store.close)
    const samples = await openSamples({
      path: join(settings.data, 'samples.db'),
      limits: {
        querySamples: settings.maxSamples,
        querySeries: settings.maxSeries,
        cacheBytes: settings.cacheBytes,
      },
    })
    closing.push(samples.close)
    const outbound = openOutbound({
      connect: settings.sourceConnect,
      begin: settings.sourceTimeout,
      whole: settings.sourceTimeout,
      perLine: settings.sourceConcurrency,
      largest: settings.sourceBytes,
      denied: [...credentialNetworks, ...settings.denyNetworks],
      allowed: settings.allowNetworks,
    })
    closing.push(outbound.close)
    const answers = openReader(limitsFor(settings.sourceBytes))
    closing.push(answers.close)

    const now = Date.now
    const ledger = openLedger(store, now)
    const registry = await openRegistry({
      embedded: [embeddedSource(samples)],
      fixed: await fixedSources(settings.sources),
      store: store.sources,
      outbound,
      reader: answers.read,
      now,
      newId,
    })
    const asker: Asker = {
      source: registry.get,
      events: (window, where) => store.events.list({ window, where }),
      metaOf: metadataLookup(now, time => wait(time, undefined, { ref: false })),
    }
    const details = openDetails({ asker, evidence: store.evidence })
    closing.push(details.close)
    const passing = openPassing(now)
    const sweeping = setInterval(passing.sweep, 60_000).unref()
    closing.push(() => clearInterval(sweeping))
    const parts: RunParts = {
      asker,
      ledger,
      evidence: store.evidence,
      details,
      firstAnswer: (notebook, answer) => store.notebooks.setSpark(notebook, sparkOf(answer)),
      now,
      newId,
      ticks: () => performance.now(),
      timeout: settings.queryTimeout,
    }
    const runStep = stepRunner(parts)
    const looking = openLooking(ledger, stepLooker({ ...parts, passing }))
    closing.push(looking.close)
    const keepLook = lookKeeper({ ...parts, passing })
    const importer = notebookImporter(ledger, runStep, newId, store.pictures)
    return {
      store,
      samples,
      ledger,
      registry,
      asker,
      runStep,
      looking,
      keepLook,
      passing,
      details,
      importer,
      now,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
