import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const dedupe = ['@codemirror/state', '@codemirror/view', '@codemirror/language', '@lezer/common', '@lezer/highlight', '@lezer/lr']

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? undefined : 'client',
  plugins: [react()],
  resolve: { dedupe },
  build: isSsrBuild
    ? {
        ssr: true,
        outDir: 'dist/server',
        target: 'node20',
        minify: false,
        rolldownOptions: { input: { cli: 'server/cli.ts', worker: 'server/worker.ts' } },
      }
    : { outDir: '../dist/client', emptyOutDir: true, target: 'es2023' },
  test: {
    projects: [
      { root: '.', test: { name: 'unit', include: ['test/{shared,server,client}/**/*.test.ts', 'test/*.test.ts'], environment: 'node' } },
      {
        root: '.',
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}))
