import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const dedupe = [
  '@codemirror/state',
  '@codemirror/view',
  '@codemirror/language',
  '@lezer/common',
  '@lezer/highlight',
  '@lezer/lr',
]

const client: ViteUserConfig = {
  root: folder('client'),
  plugins: [react()],
  resolve: { dedupe },
  build: {
    outDir: folder('dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox125', 'safari18'],
  },
}

const server: ViteUserConfig = {
  root: folder('.'),
  build: {
    ssr: true,
    outDir: folder('dist/server'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { input: { cli: folder('server/cli.ts'), worker: folder('server/worker.ts') } },
  },
}

const slow = { fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000 }

const tests: ViteUserConfig = {
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{shared,server,client}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/built.ts',
          ...slow,
        },
      },
      { test: { name: 'peers', include: ['test/peers/**/*.test.ts'], ...slow } },
    ],
  },
}

export default defineConfig(({ isSsrBuild }) => (process.env.VITEST ? tests : isSsrBuild ? server : client))
