import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, start, type Peer } from './program.ts'

/** VictoriaMetrics on a fresh directory, which goes with it; takes samples of any time. */
export async function startVictoria(): Promise<Peer> {
  const port = await freePort()
  const directory = await mkdtemp(join(tmpdir(), 'blipbook-peer-'))
  const remove = () => rm(directory, { recursive: true, force: true })
  const peer = await start('victoria-metrics', port, '/health', [
    `-httpListenAddr=127.0.0.1:${port}`,
    `-storageDataPath=${join(directory, 'data')}`,
    '-retentionPeriod=100y',
    '-futureRetention=100y',
    '-loggerLevel=WARN',
  ]).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return { address: peer.address, stop: () => peer.stop().then(remove) }
}
