import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { programOf } from './packages.ts'

/** A program that runs on a loopback port until stopped. */
export type Peer = { readonly address: string; readonly stop: () => Promise<void> }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Asks again and again until `answer` yields something; after `most` seconds an error that says what was waited for. */
export async function until<Result>(
  what: string,
  answer: () => Promise<Result | undefined>,
  most = 60,
): Promise<Result> {
  for (const end = Date.now() + most * 1000; Date.now() < end; await pause(100)) {
    const result = await answer().catch(() => undefined)
    if (result !== undefined) return result
  }
  throw new Error(`waited ${most} s in vain for ${what}`)
}

async function start(name: string, port: number, ready: string, options: readonly string[]): Promise<Peer> {
  const process: ChildProcess = spawn(await programOf(name), options, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  process.stderr?.on('data', chunk => (said = (said + String(chunk)).slice(-4000)))
  const ended = new Promise<void>(resolve => process.once('exit', () => resolve()))
  const address = `http://127.0.0.1:${port}`
  const stop = async () => {
    process.kill('SIGTERM')
    await ended
  }
  try {
    await until(`${name} to be ready`, async () => {
      if (process.exitCode !== null) throw new Error('it ended')
      return (await fetch(address + ready)).ok || undefined
    })
    return { address, stop }
  } catch (error) {
    await stop()
    throw new Error(`${name} did not start: ${said}`, { cause: error })
  }
}

/** Node exporter: something real to scrape. */
export async function startNodeExporter(): Promise<Peer> {
  const port = await freePort()
  return start('prometheus-node-exporter', port, '/metrics', [`--web.listen-address=127.0.0.1:${port}`])
}

/** Prometheus on a fresh directory, which goes with it; scrapes itself and `targets` each second, or nothing where they are undefined. */
export async function startPrometheus(targets?: readonly Peer[]): Promise<Peer> {
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
  ]).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return { address: peer.address, stop: () => peer.stop().then(remove) }
}
