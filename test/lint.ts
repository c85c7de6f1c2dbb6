import { writeFileSync } from 'node:fs'
import { layout } from './layout.ts'

const forbiddenNames = ['utils', 'helpers', 'common', 'types', 'index']

const patternOf = (room: string) => `!#${room}/**`

/** A list in the manner of .gitignore: everything is restricted, then what the room may import is let through. */
function importsOf(folder: string): readonly string[] {
  const room = layout[folder]
  if (room === undefined) throw new Error(`no such room: ${folder}`)
  if (room.packages.includes('*')) return ['#client/**', '#test/**', '../**']
  const node = folder.startsWith('server') || folder === 'fixtures' ? ['!node:*', '!node:*/**'] : []
  const packages = room.packages.flatMap(name => [`!${name}`, `!${name}/**`])
  const styles = folder.startsWith('client') ? ['!*.css', '!*.css?*', '!*.svg'] : []
  return [
    '*',
    '!./**',
    patternOf(folder),
    ...node,
    ...packages,
    ...[folder, ...room.rooms].map(patternOf),
    ...styles,
    '../**',
  ]
}

const restricted = (folder: string, group: readonly string[]) => ({
  files: [folder === 'server/*' ? 'server/*.ts' : `${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group, message: `${folder} may not import this: see test/layout.ts.` }] },
    ],
  },
})

const owned = (name: string, owners: readonly string[]) => ({
  everywhere: name,
  owners: owners.map(files => ({ files: [files], rules: { 'no-restricted-globals': 'off' } })),
})

const network = owned('fetch', ['client/server/**', 'test/**', 'fixtures/**'])
const sockets = owned('WebSocket', ['client/live/**', 'test/**'])

/** The configuration of oxlint, made from the table of rooms. The last override that fits a file decides, so wide folders come first. */
export function lintConfig(): object {
  const folders = Object.keys(layout).sort((a, b) => a.length - b.length)
  return {
    plugins: ['import', 'typescript', 'react', 'unicorn', 'oxc', 'node'],
    categories: { correctness: 'error', suspicious: 'error' },
    rules: {
      'import/no-cycle': ['error', { ignoreTypes: false }],
      'import/no-unassigned-import': 'off',
      'import/no-named-as-default-member': 'off',
      'typescript/no-explicit-any': 'error',
      'typescript/consistent-type-imports': 'error',
      'typescript/no-non-null-assertion': 'error',
      'node/no-process-env': 'error',
      'no-console': 'error',
      'no-shadow': 'off',
      'no-underscore-dangle': 'off',
      'unicorn/no-array-sort': 'off',
      'unicorn/no-array-reverse': 'off',
      'unicorn/consistent-function-scoping': 'off',
      'unicorn/prefer-add-event-listener': 'off',
      'react/react-in-jsx-scope': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    },
    ignorePatterns: ['dist/**'],
    overrides: [
      {
        files: ['shared/**', 'server/**', 'client/**'],
        rules: { 'no-restricted-globals': ['error', network.everywhere, sockets.everywhere] },
      },
      ...network.owners,
      ...sockets.owners,
      { files: ['client/server/**'], rules: { 'no-restricted-globals': ['error', sockets.everywhere] } },
      ...folders.map(folder => restricted(folder, importsOf(folder))),
      {
        files: ['server/config.ts', 'test/**', 'bin/**', 'vite.config.ts'],
        rules: { 'node/no-process-env': 'off' },
      },
      {
        files: [
          'server/cli.ts',
          'server/main.ts',
          'server/terminal.ts',
          'test/**',
          'bin/**',
          'fixtures/*.ts',
        ],
        rules: { 'no-console': 'off' },
      },
      {
        files: ['test/**'],
        rules: { 'no-restricted-imports': ['error', { patterns: ['../**'] }], 'max-lines': 'off' },
      },
    ],
  }
}

export const isForbiddenName = (file: string): boolean =>
  forbiddenNames.some(name => new RegExp(`(^|/)${name}\\.tsx?$`).test(file))

if (process.argv.includes('--write'))
  writeFileSync('.oxlintrc.json', `${JSON.stringify(lintConfig(), null, 2)}\n`)
