import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, start, type Peer } from './program.ts'

/** Node exporter: something real to scrape. */
export async function startNodeExporter(): Promise<Peer> {
  const port = await freePort()
  return start('prometheus-node-exporter', port, '/metrics', [`--web.listen-address=127.0.0.1:${port}`])
}

/**
 * Prometheus on a fresh directory, which goes with it; scrapes itself and `targets` each second, or nothing where they are undefined.
 * `features`: of those that are switched off by default.
 */
export async function startPrometheus(
  targets?: readonly Peer[],
  features: readonly string[] = [],
): Promise<Peer> {
  const port = await freePort()
  const directory = await mkdtemp(join(tmpdir(), 'blipbook-peer-'))
  const job = (name: string, address: string) =>
    `  - job_name: ${name}\n    static_configs: [{ targets: ['${address.replace('http://', '')}'] }]\n`
  const jobs =
    targets === undefined
      ? ''
      : job('prometheus', `127.0.0.1:${port}`) + targets.map(one => job('node', one.address)).join('')
  const scrapes = jobs === '' ? '' : `scrape_configs:\n${jobs}`
  const config = join(directory, 'prometheus.yml')
  await writeFile(
    config,
    `global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1m }\n${scrapes}`,
  )
  const remove = () => rm(directory, { recursive: true, force: true })
  const peer = await start('prometheus', port, '/-/ready', [
    `--config.file=${config}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--storage.tsdb.path=${join(directory, 'data')}`,
    '--storage.tsdb.retention.time=100y',
    '--web.enable-remote-write-receiver',
    '--web.enable-admin-api',
    '--log.level=warn',
    ...features.map(feature => `--enable-feature=${feature}`),
  ]).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return { address: peer.address, stop: () => peer.stop().then(remove) }
}
