import { Command, CommanderError } from 'commander'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSettings, settingsTable, type Settings } from './config.ts'
import { pages } from '#server/http/pages.ts'
import { loadDemo } from './demo.ts'
import { openHouse } from './house.ts'
import { knownAddress, startServer, type Running } from './main.ts'
import { lineOf, StartTrouble } from './start/trouble.ts'
import { growAsUsual } from './start/youngGeneration.ts'

/** 0 done, 1 the work failed, 2 wrong arguments. */
type ExitCode = 0 | 1 | 2

const builtClient = fileURLToPath(new URL('../client', import.meta.url))

const start = (settings: Settings): Promise<Running> =>
  startServer({ settings, pages: async () => pages(builtClient), say: line => console.error(line) })

/**
 * Loads the demo on the first start in a process of its own: making and packing its samples takes memory that a server which has
 * nothing to do should not hold. False where it could not be loaded: the process has said why.
 */
async function loadDemoApart(settings: Settings): Promise<boolean> {
  if (!settings.demo || existsSync(join(settings.data, 'notebooks.db'))) return true
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'demo'], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}

async function demo(settings: Settings): Promise<ExitCode> {
  growAsUsual()
  const house = await openHouse(settings)
  try {
    await loadDemo({ ...house, say: line => console.error(line) })
    await house.details.settled()
    return 0
  } finally {
    await house.close()
  }
}

async function serve(settings: Settings): Promise<ExitCode> {
  if (!(await loadDemoApart(settings))) return 1
  const running = await start(settings)
  growAsUsual()
  console.log(`Blipbook is at ${running.address}`)
  for (const line of running.reach) console.log(line)
  console.log(`Data in ${settings.data}`)
  console.log('Ctrl+C stops it')
  await new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await running.close()
  return 0
}

const formats: Readonly<Record<string, string>> = {
  '.csv': 'csv',
  '.txt': 'openmetrics',
  '.om': 'openmetrics',
  '.prom': 'openmetrics',
}

type Said = { readonly error?: { readonly message?: string } | string; readonly [name: string]: unknown }

type Server = { readonly address: string; readonly password: string | null }

async function post(server: Server, path: string, type: string, body: Uint8Array): Promise<Said> {
  const response = await send(server, path, type, body)
  const said = (await response.json()) as Said
  if (response.ok) return said
  if (response.status === 401)
    throw new StartTrouble(
      `The server at ${server.address} asks for a password${server.password === null ? '' : ', and BLIPBOOK_PASSWORD is not it'}. Set BLIPBOOK_PASSWORD to the one it was started with.`,
    )
  throw new StartTrouble(
    typeof said.error === 'string'
      ? said.error
      : (said.error?.message ?? `The server answered ${response.status}.`),
  )
}

const send = ({ address, password }: Server, path: string, type: string, body: Uint8Array) =>
  globalThis.fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, ...(password !== null && { authorization: `Bearer ${password}` }) },
    body,
  })

async function importFile(server: Server, file: string): Promise<string> {
  const content = await readFile(file).catch(() => {
    throw new StartTrouble(`${file} cannot be read.`)
  })
  const kind = extname(file).toLowerCase()
  if (kind === '.md') {
    const { id } = await post(server, '/api/notebooks/import', 'text/markdown', content)
    return `${basename(file)}: ${server.address}/n/${String(id)}`
  }
  const format = formats[kind]
  if (format === undefined)
    throw new StartTrouble(
      `${file}: what is it? Taken are .md (a notebook), .csv, .txt, .om and .prom (samples).`,
    )
  const said = await post(
    server,
    `/prometheus/api/v1/import?format=${format}`,
    'application/octet-stream',
    content,
  )
  const { samples, series } = (said.data ?? {}) as { samples?: number; series?: number }
  return `${basename(file)}: ${samples ?? 0} samples of ${series ?? 0} series`
}

/** Sends files to the server that holds the data directory; where none does, one is started for as long as it takes. */
async function importFiles(settings: Settings, files: readonly string[]): Promise<ExitCode> {
  growAsUsual()
  const known = knownAddress(settings.data)
  const answers =
    known !== null &&
    (await globalThis.fetch(`${known}/healthz`).then(
      each => each.ok,
      () => false,
    ))
  const own = answers ? null : await start({ ...settings, host: '127.0.0.1', port: 0, demo: false })
  try {
    const server = { address: own?.address ?? known ?? '', password: settings.password }
    for (const file of files) console.log(await importFile(server, file))
    return 0
  } finally {
    await own?.close()
  }
}

const settingsHelp = () => {
  const rows = Object.values(settingsTable)
  const width = Math.max(...rows.map(row => row.variable.length)) + 2
  return [
    '',
    'Settings (environment variables):',
    ...rows.map(
      row => `  ${row.variable.padEnd(width)}${row.meaning}${row.default ? ` (${row.default})` : ''}`,
    ),
  ].join('\n')
}

/** The command line. Answers the exit code; says what went wrong in one line. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const read = readSettings()
  let work: (() => Promise<ExitCode>) | null = null
  const program = new Command('blipbook')
    .description('An investigation notebook for operational signals')
    .exitOverride()
    .addHelpText('after', settingsHelp)
  const settings = (): Settings => {
    if (read.ok) return read.settings
    throw new StartTrouble(read.problems.join('\n'))
  }
  program
    .command('serve')
    .description('Serve the notebooks')
    .addHelpText('after', settingsHelp)
    .action(() => {
      work = () => serve(settings())
    })
  program.command('demo', { hidden: true }).action(() => {
    work = () => demo(settings())
  })
  program
    .command('import')
    .description('Take in notebooks (.md) and samples (.csv, OpenMetrics text)')
    .argument('<files...>', 'the files')
    .action((files: string[]) => {
      work = () => importFiles(settings(), files)
    })
  try {
    program.parse(args, { from: 'user' })
    const job = work as (() => Promise<ExitCode>) | null
    return job === null ? 2 : await job()
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const line = lineOf(error, read.ok ? read.settings.data : '')
    console.error(line ?? (error instanceof Error ? error.stack : error))
    return 1
  }
}
