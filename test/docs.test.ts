import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFixedSources } from '#server/sources/fixed/sources.ts'
import { layout } from './layout.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts)

/** The rooms that a place of the tree has, by its heading in ARCHITECTURE.md: `shared`, `server`, `client`. */
const mapOf = (place: string) => {
  const [, map = ''] = read('ARCHITECTURE.md').split(new RegExp(`^${place}/`, 'm'))
  return map.split(/^\S/m)[0] ?? ''
}

const rooms = Object.keys(layout).flatMap(room => {
  const [place, name] = room.split('/')
  return name === undefined || name === '*' ? [] : [[place ?? '', name] as const]
})

describe('the documents', () => {
  it.each(documents)('%s links to what is there', file => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    for (const [, link, source] of links) expect(existsSync(link ?? source ?? ''), link ?? source).toBe(true)
  })

  it.each(documents)('%s names commands that there are', file => {
    const named = [...read(file).matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name)
    expect(scripts).toEqual(expect.arrayContaining(named))
  })

  it('README.md shows a file of sources that is read', () => {
    const [, example = ''] = /```yaml\n(sources:[\s\S]*?)```/.exec(read('README.md')) ?? []
    expect(readFixedSources(example, reference => `the secret of ${reference}`)).toHaveLength(2)
  })

  it('say the house in at most 120 lines', () => {
    expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(121)
  })

  it.each(rooms.filter(([place, name]) => existsSync(`${place}/${name}`)))(
    'show the room %s/%s',
    (place, name) => {
      expect(mapOf(place)).toMatch(new RegExp(`\\b${name}\\b`))
    },
  )
})
