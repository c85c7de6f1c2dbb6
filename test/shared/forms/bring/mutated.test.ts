import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Brought } from '#shared/forms/bring/brought.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import { current } from './shapes/current.ts'
import { older } from './shapes/older.ts'
import { version2 } from './shapes/version2.ts'

const shapes = Object.entries({ ...current, ...older, ...version2 })
  .filter(([name]) => !/library|request|alerts|general kinds/.test(name))
  .map(([, json]) => json)

type Step = { readonly pick: number; readonly deed: 'replace' | 'remove' | 'double'; readonly junk: unknown }
const junk = fc.constantFrom<unknown>(null, 0, -1e9, '', 'x', '$x', [], {}, [[]], true, [null, 5], { a: {} })
const step: fc.Arbitrary<Step> = fc.record({
  pick: fc.nat(100_000),
  deed: fc.constantFrom('replace', 'remove', 'double'),
  junk,
})

/** The holders of all values inside, each with its key. */
function placesOf(value: unknown, found: (readonly [holder: Record<string, unknown>, key: string])[] = []) {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Object.keys(value)) {
    const holder = value as Record<string, unknown>
    found.push([holder, key])
    placesOf(holder[key], found)
  }
  return found
}

function mutated(json: unknown, steps: readonly Step[]): unknown {
  const copy = structuredClone(json)
  for (const { pick, deed, junk: other } of steps) {
    const places = placesOf(copy)
    const [holder, key] = places[pick % Math.max(places.length, 1)] ?? [{}, '']
    if (deed === 'replace') holder[key] = structuredClone(other)
    else if (Array.isArray(holder) && deed === 'remove') holder.splice(Number(key), 1)
    else if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]))
    else if (deed === 'remove') delete holder[key]
  }
  return copy
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** How many targets a file holds: whatever stands in a list `targets` of a panel, or in `data.spec.queries` of an element. */
function targetsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const fields = value as { targets?: unknown; type?: unknown; data?: { spec?: { queries?: unknown } } }
  const own = list(fields.targets)
  const asked = own.some(each => {
    const expr = (each as { expr?: unknown } | null)?.expr
    return typeof expr === 'number' || (typeof expr === 'string' && expr !== '')
  })
  const counted = fields.type === 'row' && !asked ? 0 : own.length
  const elements = list(fields.data?.spec?.queries).length
  return Object.values(value).reduce<number>((sum, each) => sum + targetsIn(each), counted + elements)
}

const takenOf = (brought: Brought) =>
  brought.steps.reduce((sum, each) => sum + (each.is === 'ask' ? each.queries.length : 0), 0)
const leftOf = (brought: Brought) => brought.left.reduce((sum, each) => sum + each.queries, 0)
const refused = (brought: Brought) => brought.left.some(each => each.where === 'The JSON')

describe('Any file', { timeout: 60_000 }, () => {
  it('is read without an exception, and each of its targets is taken or named', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.array(step, { maxLength: 6 }), (shape, steps) => {
        const json = mutated(shape, steps)
        const brought = readBrought(JSON.stringify(json))
        if (brought === null || refused(brought)) return
        expect(takenOf(brought) + leftOf(brought)).toBe(targetsIn(json))
      }),
      { numRuns: 2000, seed: 3112026 },
    )
  })

  it('that is cut off says where, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.nat(100_000), (shape, at) => {
        const text = JSON.stringify(shape, null, 1)
        const cut = text.slice(0, 20 + (at % (text.length - 21)))
        const brought = readBrought(cut)
        expect(brought?.steps ?? []).toEqual([])
        if (brought !== null) expect(brought.left[0]?.why).toMatch(/^it breaks off at line \d+, column \d+/)
      }),
      { numRuns: 500, seed: 3112026 },
    )
  })

  it('of any JSON or text at all is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.string().map(text => `curl ${text}`),
          fc.webUrl(),
        ),
        text => {
          readBrought(text)
        },
      ),
      { numRuns: 1000, seed: 3112026 },
    )
  })
})

describe('Bounds', () => {
  const panels = (count: number) => ({
    title: 'Many',
    panels: Array.from({ length: count }, (_, i) => ({ title: `p${i}`, targets: [{ expr: 'up' }] })),
  })
  it('beyond 500 panels are counted and named', () => {
    const brought = readBrought(JSON.stringify(panels(620)))
    expect(brought?.steps).toHaveLength(500)
    expect(brought?.left).toEqual([
      { where: 'The dashboard', why: 'it has 620 panels, and 500 at most are taken', queries: 120 },
    ])
  })
  it('beyond 26 queries of a panel are named', () => {
    const targets = Array.from({ length: 30 }, (_, i) => ({ refId: `Q${i}`, expr: `m${i}` }))
    const brought = readBrought(JSON.stringify({ title: 'x', targets }))
    expect(brought === null ? 0 : takenOf(brought)).toBe(26)
    expect(brought?.left).toHaveLength(4)
  })
  it('of size are said', () => {
    const brought = readBrought(`{"title": "${'x'.repeat(2_000_001)}"}`)
    expect(brought?.left[0]?.why).toBe('it is larger than 2 MB')
  })
  it('of depth cost no stack', () => {
    const deep = `{"panels":[${'{"type":"row","panels":['.repeat(50_000)}${']}'.repeat(50_000)}]}`
    expect(readBrought(deep)?.left[0]?.why).toBe('its rows are nested too deeply')
    expect(readBrought('{"a":' + '['.repeat(500_000))?.left[0]?.why).toContain('after the key “a”')
  })
})
