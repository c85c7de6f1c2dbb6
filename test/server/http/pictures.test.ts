import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pictureRoutes } from '#server/http/keeping/pictures.ts'
import { pictureLimits } from '#server/pictures/picture.ts'
import { bytesOf, hashOf, openShelf, type Shelf } from '#test/server/keeping/shelf.ts'
import { jpegOf, pngOf } from '#test/server/pictures/made.ts'
import { serve } from './served.ts'

let shelf: Shelf
let door: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  shelf = await openShelf()
  await shelf.make('n')
  await shelf.make('m')
  door = await serve(pictureRoutes(shelf.store, shelf.ledger))
})
afterEach(async () => {
  door.close()
  await shelf.close()
  expect(door.bugs).toEqual([])
})

const send = (bytes: Uint8Array, type = 'image/png', notebook = 'n') =>
  door.ask('POST', `/api/notebooks/${notebook}/pictures`, bytes, { 'content-type': type })

describe('pictures by HTTP', () => {
  it('are kept without what they carried, and come back exactly, for show only', async () => {
    const { status, body } = await send(pngOf(30, 20, ['eXIf']))
    const clean = hashOf(pngOf(30, 20))
    expect([status, body]).toEqual([201, { hash: clean }])
    const { headers, ...answer } = await door.ask('GET', `/api/notebooks/n/pictures/${clean}`)
    expect(answer.status).toBe(200)
    expect(headers.get('content-type')).toBe('image/png')
    expect(headers.get('content-length')).toBe(String(pngOf(30, 20).length))
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toContain('immutable')
  })

  it('are not shown by another notebook', async () => {
    await send(pngOf(30, 20))
    expect((await door.ask('GET', `/api/notebooks/m/pictures/${hashOf(pngOf(30, 20))}`)).status).toBe(404)
    expect((await door.ask('GET', '/api/notebooks/n/pictures/..%2f..%2fx')).status).toBe(404)
  })

  it.each<readonly [string, number, Uint8Array, string]>([
    ['an SVG', 415, new TextEncoder().encode('<svg/>'), 'image/svg+xml'],
    ['an SVG that calls itself PNG', 415, new TextEncoder().encode('<svg/>'), 'image/png'],
    ['a JPEG that calls itself PNG', 415, jpegOf(3, 3), 'image/png'],
    ['what is cut off', 400, pngOf(3, 3).subarray(0, 50), 'image/png'],
    ['nothing', 415, new Uint8Array(), 'image/png'],
    ['60,000 × 60,000 pixels', 413, pngOf(60_000, 60_000), 'image/png'],
    ['more than 2 MB', 413, new Uint8Array(pictureLimits.bytes + 1), 'image/png'],
  ])('refuse %s', async (_, status, bytes, type) => {
    const answer = await send(bytes, type)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: { message: expect.stringMatching(/^[A-Z].*\.$/) as string } })
  })

  it('are not kept for a notebook that is not there', async () =>
    expect((await send(pngOf(3, 3), 'image/png', 'x')).status).toBe(404))

  it('have room in each notebook up to its limit; the same one again takes none', async () => {
    const { pictures } = shelf.store
    const put = (name: string, notebook = 'n') =>
      pictures.put(
        notebook,
        hashOf(bytesOf(name, 600)),
        { type: 'image/png', bytes: bytesOf(name, 600) },
        1000,
      )
    expect([await put('a'), await put('b'), await put('a'), await put('b', 'm')]).toEqual([
      true,
      false,
      true,
      true,
    ])
  })
})
