import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '#server/config.ts'
import { startServer } from '#server/main.ts'
import type { Peer } from './program.ts'

/** Blipbook itself, empty, on a fresh directory, which goes with it; without pages. */
export async function startBlipbook(): Promise<Peer> {
  const data = await mkdtemp(join(tmpdir(), 'blipbook-peer-'))
  const read = readSettings({ BLIPBOOK_PORT: '0', BLIPBOOK_DATA: data, BLIPBOOK_DEMO: 'off' })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const server = await startServer({
    settings: read.settings,
    pages: async () => (_request, response) => void response.status(404).end(),
    say: () => {},
  })
  return {
    address: server.address,
    stop: () => server.close().then(() => rm(data, { recursive: true, force: true })),
  }
}
