import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const dedupe = [
  '@codemirror/state',
  '@codemirror/view',
  '@codemirror/language',
  '@lezer/common',
  '@lezer/highlight',
  '@lezer/lr',
]

const client: ViteUserConfig = {
  root: 'client',
  plugins: [react()],
  resolve: { dedupe },
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2023' },
}

const server: ViteUserConfig = {
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { input: { cli: 'server/cli.ts', worker: 'server/worker.ts' } },
  },
}

const slow = { fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000 }

const tests: ViteUserConfig = {
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/{shared,server,client}/**/*.test.ts', 'test/*.test.ts'] } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...slow } },
      { test: { name: 'peers', include: ['test/peers/**/*.test.ts'], ...slow } },
    ],
  },
}

export default defineConfig(({ isSsrBuild }) => (process.env.VITEST ? tests : isSsrBuild ? server : client))
