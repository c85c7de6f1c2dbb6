import { createServer } from 'vite'
import { readSettings } from './config.ts'
import { startServer } from './main.ts'

const read = readSettings()
if (!read.ok) throw new Error(read.problems.join('\n'))

const running = await startServer({
  settings: read.settings,
  say: line => process.stderr.write(`${line}\n`),
  pages: async server => {
    const vite = await createServer({
      configFile: 'vite.config.ts',
      appType: 'spa',
      server: { middlewareMode: true, hmr: { server } },
    })
    return vite.middlewares
  },
})
process.stdout.write(`Blipbook (development) is at ${running.address}\n`)
process.once('SIGINT', () => void running.close().then(() => process.exit(0)))
process.once('SIGTERM', () => void running.close().then(() => process.exit(0)))
