import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = join(root, 'dist', 'server', 'cli.js')
const sources = ['client', 'server', 'shared', 'fixtures', 'package.json', 'vite.config.ts']

/** The time of the newest source file, in milliseconds since the epoch. */
function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

function isCurrent() {
  if (!existsSync(built) || !existsSync(join(root, 'dist', 'client', 'index.html'))) return false
  const since = statSync(built).mtimeMs
  return sources.every(name => !existsSync(join(root, name)) || newest(join(root, name)) <= since)
}

async function build() {
  const started = Date.now()
  process.stderr.write('Building… ')
  const { build: bundle } = await import('vite')
  const quiet = { configFile: join(root, 'vite.config.ts'), logLevel: 'warn' }
  await bundle({ ...quiet })
  await bundle({ ...quiet, build: { ssr: true } })
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

/** Builds what is out of date, then hands the arguments to the command line. */
export async function run(args) {
  if (!isCurrent()) await build()
  setFlagsFromString('--semi-space-growth-factor=1')
  const { main } = await import(pathToFileURL(built).href)
  process.exitCode = await main(args)
}
