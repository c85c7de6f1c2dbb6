import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linkRoutes } from '#server/http/links.ts'
import { serve } from './served.ts'

let door: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  const kept = new Map<string, unknown>()
  const settings = {
    get: async (name: string) => kept.get(name),
    set: async (name: string, value: unknown) => void kept.set(name, value),
  }
  door = await serve(linkRoutes({ settings }))
})
afterEach(() => {
  door.close()
  expect(door.bugs).toEqual([])
})

const logs = { label: 'node', title: 'Logs', template: 'https://logs.example/?q={{node}}' }
const put = (links: unknown) => door.ask('PUT', '/api/links', { links })

describe('links on labels', () => {
  it('are none at first, and what was set last', async () => {
    expect((await door.ask('GET', '/api/links')).body).toEqual({ links: [] })
    expect((await put([logs])).body).toEqual({ links: [logs] })
    expect((await door.ask('GET', '/api/links')).body).toEqual({ links: [logs] })
  })

  it.each([
    [[logs, { ...logs, template: 'javascript:alert(1)' }], /^Link 2, template: Begin with http/],
    [[{ ...logs, label: '' }], /^Link 1, label: /],
    [[{ ...logs, title: '' }], /^Link 1, title: /],
    [[{ label: 'node' }], /^The body at links\.0\.title/],
    [Array.from({ length: 101 }, () => logs), /^The body at links/],
  ])('that are wrong are refused, and nothing is set', async (links, message) => {
    const { status, body } = await put(links)
    expect(status).toBe(400)
    expect((body as { error: { message: string } }).error.message).toMatch(message)
    expect((await door.ask('GET', '/api/links')).body).toEqual({ links: [] })
  })
})
