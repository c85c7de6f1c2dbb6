import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { programOf } from './packages.ts'

/** A program that runs on a loopback port until stopped. */
export type Peer = { readonly address: string; readonly stop: () => Promise<void> }

/** A loopback port that nobody listens on. */
export async function freePort(): Promise<number> {
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

/** Starts a program that is to answer at `ready` on a loopback port; an error with its last words where it does not. */
export async function start(
  name: string,
  port: number,
  ready: string,
  options: readonly string[],
): Promise<Peer> {
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
