/**
 * The map of allowed imports: lint is generated from it (`.oxlintrc.json`, kept equal by layout.test.ts).
 * A room may import from itself (by `./`; across its own folders by its name), from the rooms listed, and from the packages listed.
 */
export type Room = { readonly rooms: readonly string[]; readonly packages: readonly string[] }

const sharedBase = ['shared/time', 'shared/series'] as const
const sharedQuery = [...sharedBase, 'shared/query', 'shared/promql'] as const
const sharedAll = [
  ...sharedQuery,
  'shared/analysis',
  'shared/ask',
  'shared/picture',
  'shared/notebook',
  'shared/forms',
  'shared/live',
  'shared/wire',
] as const

/** What any screen may be made of. uPlot, CodeMirror's views, sockets and fetch have one owner each and are not among them. */
const screens = [
  'react',
  'react-dom',
  'react-dom/client',
  'radix-ui',
  'cmdk',
  '@tanstack/*',
  'wouter',
  'lucide-react',
  'markdown-it',
  '@fontsource-variable/**',
] as const

/** Most particular first: the first folder that holds a file decides. */
export const layout: Readonly<Record<string, Room>> = {
  'shared/time': { rooms: [], packages: [] },
  'shared/series': { rooms: ['shared/time'], packages: ['re2js'] },
  'shared/query': { rooms: [...sharedBase], packages: [] },
  'shared/promql': {
    rooms: [...sharedBase, 'shared/query'],
    packages: ['re2js'],
  },
  'shared/analysis': { rooms: [...sharedBase], packages: [] },
  'shared/ask': { rooms: [...sharedQuery, 'shared/analysis'], packages: ['zod'] },
  'shared/picture': { rooms: [...sharedQuery, 'shared/analysis', 'shared/ask'], packages: [] },
  'shared/notebook': {
    rooms: [...sharedQuery, 'shared/analysis', 'shared/ask'],
    packages: ['zod', '@codemirror/state'],
  },
  'shared/forms': {
    rooms: [...sharedQuery, 'shared/ask', 'shared/picture', 'shared/notebook'],
    packages: ['zod'],
  },
  'shared/live': {
    rooms: [...sharedBase, 'shared/ask', 'shared/notebook'],
    packages: ['zod', '@codemirror/state'],
  },
  'shared/wire': { rooms: [...sharedBase, 'shared/query', 'shared/ask', 'shared/notebook'], packages: [] },

  'server/database': { rooms: [], packages: ['node-sqlite3-wasm'] },
  'server/store': {
    rooms: [
      'server/database',
      'shared/time',
      'shared/notebook',
      'shared/ask',
      'shared/series',
      'shared/query',
      'shared/wire',
    ],
    packages: ['zod'],
  },
  'server/ledger': {
    rooms: ['server/store', 'shared/notebook', 'shared/live', 'shared/ask', 'shared/time'],
    packages: ['@codemirror/state', 'zod'],
  },
  'server/threads': { rooms: [], packages: [] },
  'server/samples': {
    rooms: ['server/database', 'server/threads', ...sharedQuery, 'shared/ask'],
    packages: [],
  },
  'server/ingest': {
    rooms: ['server/samples', ...sharedBase, 'shared/query', 'shared/ask'],
    packages: ['csv-parse'],
  },
  'server/outbound': { rooms: ['shared/query', 'shared/time'], packages: ['undici'] },
  'server/sources': {
    rooms: [
      'server/samples',
      'server/threads',
      'server/outbound',
      'server/store',
      ...sharedQuery,
      'shared/ask',
      'shared/wire',
    ],
    packages: ['yaml', 'zod'],
  },
  'server/run': {
    rooms: [
      'server/sources',
      'server/ledger',
      'server/store',
      ...sharedQuery,
      'shared/ask',
      'shared/notebook',
    ],
    packages: [],
  },
  'server/pictures': { rooms: ['server/store', 'shared/notebook'], packages: [] },
  'server/keeping': {
    rooms: [
      'server/store',
      'server/ledger',
      'server/samples',
      'shared/notebook',
      'shared/time',
      'shared/wire',
    ],
    packages: [],
  },
  'server/work': {
    rooms: ['server/run', 'server/ledger', 'server/pictures', 'server/store', ...sharedAll],
    packages: [],
  },
  'server/library': { rooms: ['server/store', 'server/database', ...sharedAll], packages: [] },
  'server/publish': { rooms: ['server/store', 'server/pictures', ...sharedAll], packages: [] },
  'server/access': { rooms: ['server/store', 'shared/notebook'], packages: [] },
  'server/http': {
    rooms: [
      'server/access',
      'server/ingest',
      'server/keeping',
      'server/ledger',
      'server/library',
      'server/pictures',
      'server/publish',
      'server/run',
      'server/samples',
      'server/sources',
      'server/store',
      'server/work',
      ...sharedAll,
    ],
    packages: ['express', 'helmet', 'compression', 'zod', 'prom-client', 'pino'],
  },
  'server/live': { rooms: ['server/access', 'server/ledger', ...sharedAll], packages: ['ws', 'zod'] },

  'server/*': { rooms: ['server/*', 'fixtures', ...sharedAll], packages: ['*'] },
  fixtures: { rooms: [...sharedAll], packages: [] },

  'client/graph': { rooms: [...sharedAll, 'client/theme'], packages: ['uplot'] },
  'client/text': {
    rooms: [...sharedAll, 'client/*'],
    packages: [...screens, '@codemirror/*', '@prometheus-io/*', '@lezer/*'],
  },
  'client/live': {
    rooms: [...sharedAll, 'client/app', 'client/server'],
    packages: [...screens, '@codemirror/state'],
  },
  'client/server': { rooms: [...sharedAll], packages: screens },
  client: { rooms: [...sharedAll, 'client/*'], packages: [...screens, '@codemirror/state'] },
}
