import type { RequestHandler } from 'express'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { secretFromEnvironment, type Settings } from './config.ts'
import { heldBy, lockDirectory } from '#server/database/lock.ts'
import { appOf } from '#server/http/app.ts'
import { eventRoutes } from '#server/http/events.ts'
import { evidenceRoutes } from '#server/http/evidence.ts'
import { hostAllowed, originAllowed } from '#server/http/guard.ts'
import { demoRoutes } from '#server/http/demo.ts'
import { healthRoutes } from '#server/http/health.ts'
import { notebookRoutes } from '#server/http/notebooks.ts'
import { prometheusRoutes } from '#server/http/prometheus.ts'
import { sourceRoutes } from '#server/http/sources.ts'
import { openLedger } from '#server/ledger/open.ts'
import { attachLive } from '#server/live/attach.ts'
import { openOutbound } from '#server/outbound/open.ts'
import { markdownExporter } from '#server/publish/markdown.ts'
import type { Asker } from '#server/run/answer.ts'
import { metadataLookup } from '#server/run/metadata.ts'
import { stepRunner } from '#server/run/runs.ts'
import { openSamples } from '#server/samples/open.ts'
import { embeddedSource } from '#server/sources/embedded.ts'
import { readFixedSources } from '#server/sources/fixedSources.ts'
import { openRegistry } from '#server/sources/registry.ts'
import { openStore } from '#server/store/open.ts'
import { notebookImporter } from '#server/work/importer.ts'
import { openRunning } from '#server/work/running.ts'
import { sparkOf } from '#shared/ask/spark.ts'
import { loadDemo, removeDemo } from './demo.ts'
import { newId } from './ids.ts'
import { StartTrouble } from './trouble.ts'

/** A server that answers. `close` ends runs and connections in good order. */
export type Running = { readonly address: string; readonly close: () => Promise<void> }

export type Start = {
  readonly settings: Settings
  /** The pages: those of a built client, or a maker of pages while developing. */
  readonly pages: (server: Server) => Promise<RequestHandler>
  /** Plain lines about progress and trouble. */
  readonly say: (line: string) => void
}

const addressFile = 'blipbook.address'

function fixedSources(file: string | null): ReturnType<typeof readFixedSources> {
  if (file === null) return []
  try {
    return readFixedSources(readFileSync(file, 'utf8'), secretOf)
  } catch (error) {
    throw new StartTrouble(
      `BLIPBOOK_SOURCES=${file}: ${error instanceof Error ? error.message : 'cannot be read'}`,
    )
  }
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

function listen(server: Server, { port, host }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartTrouble(
              `Port ${port} is taken. Set BLIPBOOK_PORT to another one, or 0 for any that is free.`,
            )
          : error.code === 'EACCES'
            ? new StartTrouble(
                `Port ${port} may not be used by this user. Set BLIPBOOK_PORT to one above 1023.`,
              )
            : error,
      ),
    )
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function locked(settings: Settings): { readonly release: () => void } {
  const outcome = lockDirectory(settings.data)
  if (!outcome.ok) throw new StartTrouble(heldBy(settings.data, outcome.holder))
  return outcome.lock
}

/** The address of the server that holds a data directory, as it wrote it down; null where none has. */
export function knownAddress(data: string): string | null {
  try {
    return readFileSync(join(data, addressFile), 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * Opens what is kept, joins the rooms, and listens. Throws `StartTrouble` or `DatabaseTrouble` with one clear line; then nothing is left
 * open.
 */
export async function startServer({ settings, pages, say }: Start): Promise<Running> {
  const closing: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const lock = locked(settings)
    closing.push(lock.release)
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
    const outbound = openOutbound({ begin: settings.queryTimeout, whole: settings.queryTimeout })
    closing.push(outbound.close)

    const now = Date.now
    const ledger = openLedger(store, now)
    const registry = await openRegistry({
      embedded: [embeddedSource(samples)],
      fixed: fixedSources(settings.sources),
      store: store.sources,
      outbound,
      now,
      newId,
    })
    const asker: Asker = {
      source: registry.get,
      events: (window, where) => store.events.list({ window, where }),
      metaOf: metadataLookup(now, time => wait(time, undefined, { ref: false })),
    }
    const runStep = stepRunner({
      asker,
      ledger,
      evidence: store.evidence,
      firstAnswer: (notebook, answer) => store.notebooks.setSpark(notebook, sparkOf(answer)),
      now,
      newId,
      ticks: () => performance.now(),
      timeout: settings.queryTimeout,
    })
    const importer = notebookImporter(ledger, runStep, newId)
    const demo = { samples, store, ledger, importer, say }
    if (settings.demo) await loadDemo(demo)

    const server = createServer()
    const live = attachLive(
      server,
      ledger,
      request => originAllowed(request.headers) && hostAllowed(request.headers.host),
    )
    const running = openRunning(runStep, live.announce)
    closing.push(running.close)
    const routes = [
      ...healthRoutes(async () => void (await store.settings.get('ready'))),
      ...notebookRoutes({ ledger, store, running, importer, exporter: markdownExporter(store), newId }),
      ...evidenceRoutes(store, asker, settings.queryTimeout),
      ...eventRoutes(store, now, newId),
      ...sourceRoutes(registry),
      ...demoRoutes(() => removeDemo(demo)),
    ]
    const app = appOf({
      routes,
      prometheus: prometheusRoutes(samples, { largest: settings.importBytes }),
      pages: await pages(server),
      onBug: error => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    })
    server.on('request', app)
    const port = await listen(server, settings)
    closing.push(
      () => new Promise<void>(resolve => server.close(() => resolve()).closeAllConnections()),
      live.close,
      () => rmSync(join(settings.data, addressFile), { force: true }),
    )
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
    const address = `http://${host}:${port}`
    writeFileSync(join(settings.data, addressFile), `${address}\n`)
    return { address, close }
  } catch (error) {
    await close()
    throw error
  }
}
