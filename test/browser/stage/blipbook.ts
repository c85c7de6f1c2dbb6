import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Blipbook as a user starts it, in a process of its own, on a free port and a data directory of its own. */
export type Blipbook = {
  readonly address: string
  readonly data: string
  readonly pid: number
  /** All that it has printed, to both streams. */
  readonly said: () => string
  /** Ends it at once, as a power cut would. */
  readonly kill: () => Promise<void>
  /** Ends it in good order and removes its data. */
  readonly close: () => Promise<void>
}

/** The environment of a process that knows nothing of the tests that started it: the build looks at `VITEST`. */
export function outside(): Record<string, string | undefined> {
  const { VITEST: _, ...rest } = process.env
  return { ...rest, NODE_ENV: 'production' }
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>(resolve => child.once('exit', () => resolve()))

/** Starts `blipbook serve`; resolves when it says its address. `data`: an existing directory to go on with. */
export async function startBlipbook(
  options: {
    readonly data?: string
    /** A port to come back on; a free one where it is left out. */
    readonly port?: number
    readonly demo?: boolean
    readonly environment?: Record<string, string>
  } = {},
): Promise<Blipbook> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'blipbook-'))
  const child = spawn(process.execPath, ['bin/blipbook.js', 'serve'], {
    env: {
      ...outside(),
      BLIPBOOK_PORT: String(options.port ?? 0),
      BLIPBOOK_DATA: data,
      BLIPBOOK_DEMO: options.demo === false ? 'off' : 'on',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', code => reject(new Error(`blipbook ended (${code}): ${said}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended(child)
  }
  return {
    address,
    data,
    pid: child.pid ?? 0,
    said: () => said,
    kill: () => end('SIGKILL'),
    close: async () => {
      await end('SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
}
