import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isForbiddenName, lintConfig } from './lint.ts'

const tracked = () =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)

/** file, source, the rule that must catch it (null: allowed). */
const planted: readonly (readonly [string, string, string | null])[] = [
  ['shared/time/a.ts', "import '#shared/series/labels.ts'", 'no-restricted-imports'],
  ['shared/series/a.ts', "import '#shared/time/window.ts'", null],
  ['shared/promql/a.ts', "import '#shared/atlas/parse.ts'", 'no-restricted-imports'],
  ['shared/analysis/a.ts', "import '#shared/query/language.ts'", 'no-restricted-imports'],
  ['shared/notebook/a.ts', "import '#shared/live/replica.ts'", 'no-restricted-imports'],
  ['shared/notebook/b.ts', "import '@codemirror/state'", null],
  ['shared/notebook/c.ts', "import '@codemirror/view'", 'no-restricted-imports'],
  ['shared/forms/a.ts', "import 'node:fs'", 'no-restricted-imports'],
  ['shared/forms/b.ts', "import '../notebook/notebook.ts'", 'no-restricted-imports'],
  ['shared/forms/c.ts', "import '#server/config.ts'", 'no-restricted-imports'],
  ['shared/forms/d.ts', "import '#client/app/person.tsx'", 'no-restricted-imports'],
  ['server/run/a.ts', "import '#server/http/routes.ts'", 'no-restricted-imports'],
  ['server/run/b.ts', "import '#server/sources/source.ts'", null],
  ['server/samples/a.ts', "import '#server/store/store.ts'", 'no-restricted-imports'],
  ['server/sources/a.ts', "import 'undici'", 'no-restricted-imports'],
  ['server/outbound/a.ts', "import 'undici'", null],
  ['server/live/a.ts', "import 'express'", 'no-restricted-imports'],
  ['server/live/b.ts', "import '#server/http/routes.ts'", 'no-restricted-imports'],
  ['server/http/a.ts', "import 'ws'", 'no-restricted-imports'],
  ['server/store/a.ts', "import 'node-sqlite3-wasm'", 'no-restricted-imports'],
  ['server/main.ts', "import '#client/main.tsx'", 'no-restricted-imports'],
  ['server/main2.ts', "import '#server/http/routes.ts'", null],
  ['server/run/c.ts', "import '#fixtures/demo.ts'", 'no-restricted-imports'],
  ['client/notebook/a.ts', "import 'uplot'", 'no-restricted-imports'],
  ['client/graph/a.ts', "import 'uplot'", null],
  ['client/graph/b.ts', "import 'react'", 'no-restricted-imports'],
  ['client/notebook/b.ts', "import '@codemirror/view'", 'no-restricted-imports'],
  ['client/text/a.ts', "import '@codemirror/view'", null],
  ['client/notebook/c.ts', "import '#server/config.ts'", 'no-restricted-imports'],
  ['client/notebook/d.ts', "export const x = fetch('/')", 'no-restricted-globals'],
  ['client/server/a.ts', "export const x = fetch('/')", null],
  ['client/notebook/e.ts', "export const x = new WebSocket('')", 'no-restricted-globals'],
  ['client/live/a.ts', "export const x = new WebSocket('')", null],
  ['client/server/b.ts', "export const x = new WebSocket('')", 'no-restricted-globals'],
  ['server/run/d.ts', 'export const x = process.env.HOME', 'no-process-env'],
  ['server/config.ts', 'export const x = process.env.HOME', null],
  ['shared/time/c.ts', "import type { D } from './d.ts'\nexport type C = D", 'no-cycle'],
  ['shared/time/d.ts', "import type { C } from './c.ts'\nexport type D = C", 'no-cycle'],
  ['shared/time/e.ts', 'export const x: any = 1', 'no-explicit-any'],
  ['shared/time/f.ts', 'export const x = 1\n'.padEnd(402 + 19, '\n'), 'max-lines'],
]

describe('the map of allowed imports', () => {
  let directory = ''
  let complaints: readonly { file: string; code: string }[] = []

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'blipbook-layout-'))
    writeFileSync(join(directory, '.oxlintrc.json'), JSON.stringify(lintConfig()))
    for (const [file, source] of planted) {
      mkdirSync(dirname(join(directory, file)), { recursive: true })
      writeFileSync(join(directory, file), `${source}\n`)
    }
    const output = await new Promise<string>(resolve => {
      execFile(
        join(process.cwd(), 'node_modules/.bin/oxlint'),
        ['-f', 'json'],
        { cwd: directory },
        (_, stdout) => resolve(stdout),
      )
    })
    const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] }
    complaints = diagnostics.map(({ filename, code }) => ({ file: filename, code }))
  })

  afterAll(() => rmSync(directory, { recursive: true }))

  it.each(planted)('%s: %s → %s', (file, _source, rule) => {
    const own = complaints.filter(complaint => complaint.file === file).map(complaint => complaint.code)
    if (rule === null) expect(own.filter(code => /restricted|process-env/.test(code))).toEqual([])
    else expect(own.join(' ')).toContain(rule)
  })

  it('is what the linter runs with', () => {
    expect(JSON.parse(readFileSync('.oxlintrc.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(lintConfig())),
    )
  })
})

describe('the lockfile', () => {
  it('has every package that another one offers for some platform, without which no clean install works', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const there = new Set(
      Object.keys(packages).map(path => path.slice(path.lastIndexOf('node_modules/') + 13)),
    )
    const offered = Object.values(packages).flatMap(each => Object.keys(each.optionalDependencies ?? {}))
    expect(offered.filter(name => !there.has(name))).toEqual([])
  })
})

describe('names', () => {
  it('say what a file is', () => {
    expect(tracked().filter(isForbiddenName)).toEqual([])
  })
})
