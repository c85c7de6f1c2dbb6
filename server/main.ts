import type { RequestHandler } from 'express'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { appOf } from '#server/http/app.ts'
import { demoRoutes } from '#server/http/demo.ts'
import { eventRoutes } from '#server/http/events.ts'
import { evidenceRoutes } from './http/notebooks/evidence.ts'
import type { Entry } from '#server/http/entry/gate.ts'
import { healthRoutes } from '#server/http/health.ts'
import { pictureRoutes } from '#server/http/keeping/pictures.ts'
import { spaceRoutes } from '#server/http/keeping/space.ts'
import { sessionRoutes } from '#server/http/entry/session.ts'
import { notebookRoutes } from './http/notebooks/notebooks.ts'
import { linkRoutes } from '#server/http/links.ts'
import { lookRoutes } from '#server/http/notebooks/looks.ts'
import { prometheusRoutes } from '#server/http/prometheus.ts'
import type { Route } from '#server/http/route.ts'
import { sourceRoutes } from '#server/http/sources/routes.ts'
import { openKeeper, type Keeper } from '#server/keeping/keeper.ts'
import { attachLive } from '#server/live/attach.ts'
import { markdownExporter } from '#server/publish/markdown.ts'
import { openRunning, type Running as Runs } from '#server/work/running.ts'
import type { Settings } from './config.ts'
import { loadDemo, removeDemo } from './demo.ts'
import { openEntry, ownAddress, reachLines, socketGate } from './start/entry.ts'
import { openHouse, type House } from './house.ts'
import { newId } from './ids.ts'
import { StartTrouble } from './start/trouble.ts'

/** A server that answers. `close` ends runs and connections in good order. */
export type Running = {
  /** As this machine reaches it. */
  readonly address: string
  /** Lines for the operator about how others reach it. */
  readonly reach: readonly string[]
  readonly close: () => Promise<void>
}

export type Start = {
  readonly settings: Settings
  /** The pages: those of a built client, or a maker of pages while developing. */
  readonly pages: (server: Server) => Promise<RequestHandler>
  /** Plain lines about progress and trouble. */
  readonly say: (line: string) => void
}

const addressFile = 'blipbook.address'

/** The address of the server that holds a data directory, as it wrote it down; null where none has. */
export function knownAddress(data: string): string | null {
  try {
    return readFileSync(join(data, addressFile), 'utf8').trim()
  } catch {
    return null
  }
}

const noSuchAddress = (_port: number, host: string) =>
  `This machine has no address ${host}. Set BLIPBOOK_HOST to one that it has, or to 0.0.0.0 for all.`

const listenTroubles: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRNOTAVAIL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EADDRINUSE: port => `Port ${port} is taken. Set BLIPBOOK_PORT to another one, or 0 for any that is free.`,
  EACCES: port => `Port ${port} may not be used by this user. Set BLIPBOOK_PORT to one above 1023.`,
}

function listen(server: Server, { port, host }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const words = listenTroubles[error.code ?? '']
      reject(words ? new StartTrouble(words(port, host)) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

const routesOf = (
  house: House,
  running: Runs,
  settings: Settings,
  entry: Entry,
  keeper: Keeper,
): readonly Route[] => {
  const { store, ledger, importer, registry, asker, now } = house
  return [
    ...healthRoutes(async () => void (await store.settings.get('demo'))),
    ...notebookRoutes({ ledger, store, running, importer, exporter: markdownExporter(store), newId }),
    ...lookRoutes(house.looking, house.keepLook),
    ...evidenceRoutes(store, house.passing, asker, settings.queryTimeout, settings.keepDays),
    ...eventRoutes(store, now, newId),
    ...sourceRoutes(registry),
    ...demoRoutes(() => removeDemo(house)),
    ...sessionRoutes(entry),
    ...linkRoutes(store),
    ...pictureRoutes(store, ledger),
    ...spaceRoutes(keeper),
  ]
}

/** Opens the house and its doors, and listens. Throws one clear line where that cannot be; then nothing is left open. */
export async function startServer({ settings, pages, say }: Start): Promise<Running> {
  const house = await openHouse(settings)
  const bug = (error: unknown) => say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  const closing: (() => Promise<void> | void)[] = [house.close]
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    if (settings.demo) await loadDemo({ ...house, say })
    const server = createServer()
    const entry = await openEntry(settings, house.store, house.now)
    const live = attachLive(server, house.ledger, socketGate(entry))
    const running = openRunning(house.runStep, live.announce)
    closing.push(running.close)
    const keeper = openKeeper({
      ...house,
      rules: { days: settings.keepDays, most: settings.evidenceBytes },
      wait: (time, signal) => wait(time, undefined, { signal, ref: false }),
      say: bug,
    })
    closing.push(keeper.close)
    const app = appOf({
      entry,
      routes: routesOf(house, running, settings, entry, keeper),
      prometheus: prometheusRoutes(house.samples, { largest: settings.importBytes }),
      pages: await pages(server),
      onBug: bug,
    })
    server.on('request', app)
    const port = await listen(server, settings)
    closing.push(
      () => new Promise<void>(resolve => server.close(() => resolve()).closeAllConnections()),
      live.close,
      () => rmSync(join(settings.data, addressFile), { force: true }),
    )
    const address = ownAddress(settings, port)
    writeFileSync(join(settings.data, addressFile), `${address}\n`)
    return { address, reach: reachLines(settings, port), close }
  } catch (error) {
    await close()
    throw error
  }
}
