import { afterAll, describe, expect, it } from 'vitest'
import type { ReadingName, Reading } from '#server/sources/prometheus/answer/read.ts'
import { readHere } from '#server/sources/prometheus/api.ts'
import { openReader, type ReaderLimits } from '#server/sources/prometheus/thread/reader.ts'
import { Failed } from '#shared/query/failure.ts'

const never = new AbortController().signal
const grid = { start: 0, step: 1000, count: 1000 }

const close: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const one of close) await one()
})

/** A reader that reads all in its thread; `pass` lets its idle time go by. */
function opened(limits: Partial<ReaderLimits> = {}) {
  let pass = () => {}
  const reader = openReader({ large: 0, held: 1e9, idle: 60_000, heap: 256, ...limits }, (_time, work) => {
    pass = work
    return () => (pass = () => {})
  })
  close.push(reader.close)
  return { ...reader, pass: () => pass() }
}

/** One for all that need no other: a thread from sources compiles them first. */
const shared = opened()

const bodyOf = (text: string, status = 200) => ({
  status,
  url: 'http://prometheus:9090/api/v1/query_range',
  headers: {},
  body: new TextEncoder().encode(text),
})

const series = (name: string) => ({
  metric: { __name__: name },
  values: Array.from({ length: grid.count }, (_, i) => [i, i % 7 === 0 ? 'NaN' : String(i / 3)]),
})
const matrix = (...names: readonly string[]) =>
  bodyOf(
    JSON.stringify({
      status: 'success',
      warnings: ['a store is away'],
      data: { resultType: 'matrix', result: names.map(series) },
    }),
  )

const asMatrix: Reading<'matrix'> = { as: 'matrix', given: [grid], query: 'up', signsIn: true }
const asking = <Name extends Exclude<ReadingName, 'matrix'>>(as: Name) =>
  ({ as, given: [], query: 'up', signsIn: true }) as unknown as Reading<Name>

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: unknown) =>
      error instanceof Failed ? { ...error.failure, ...(error.part && { part: error.part }) } : error,
  )

/** A list of so many different texts, which take up more memory than their bytes. */
const texts = (count: number) =>
  bodyOf(
    `{"status":"success","data":[${Array.from({ length: count }, (_, i) => `"${i}-abcdefghij"`).join(',')}]}`,
  )

describe('an answer that is read in a thread', () => {
  it('is what it is where it is read at once', async () => {
    const { read } = shared
    expect(await read(matrix('b', 'a'), asMatrix, never)).toEqual(
      await readHere(matrix('b', 'a'), asMatrix, never),
    )
    const lists = '{"status":"success","data":["x","y"]}'
    expect(await read(bodyOf(lists), asking('texts'), never)).toEqual({ data: ['x', 'y'], remarks: [] })
  })

  it.each([
    ['a web page', bodyOf('<html><title>Sign in</title>')],
    ['cut off', bodyOf('{"status":"success","data":{"resultType":"matrix","result":[{"metric":{}')],
    ['a refusal', bodyOf('no', 401)],
    ['an error', bodyOf('{"status":"error","errorType":"bad_data","error":"1:3: parse error: no"}', 400)],
    ['of another shape', bodyOf('{"status":"success","data":{"resultType":"vector","result":[]}}')],
  ])('fails as it does there: %s', async (_what, body) => {
    const { read } = shared
    const copy = { ...body, body: body.body.slice() }
    const failure = await outcome(read(body, asMatrix, never))
    expect(failure).toEqual(await outcome(readHere(copy, asMatrix, never)))
    expect(failure).toMatchObject({ message: expect.any(String) })
  })

  it('is handed over, not copied', async () => {
    const { read } = shared
    const answer = matrix('a')
    await read(answer, asMatrix, never)
    expect(answer.body.byteLength).toBe(0)
  })

  it('is read here where it is small', async () => {
    const { read } = opened({ large: 1e9 })
    const answer = matrix('a')
    await read(answer, asMatrix, never)
    expect(answer.body.byteLength).toBeGreaterThan(0)
  })

  it('waits for its turn, and comes in the order it was asked for', async () => {
    const { read } = shared
    const order: string[] = []
    const ask = (name: string) => read(matrix(name), asMatrix, never).then(() => order.push(name))
    await Promise.all(['a', 'b', 'c'].map(ask))
    expect(order).toEqual(['a', 'b', 'c'])
  })

  it('is refused where too many are waiting, and taken again when they are done', async () => {
    const size = matrix('a').body.byteLength
    const { read } = opened({ held: 2 * size })
    const ask = () => outcome(read(matrix('a'), asMatrix, never))
    const [first, second, third] = await Promise.all([ask(), ask(), ask()])
    expect([first, second, third]).toEqual([
      'read',
      'read',
      expect.objectContaining({ kind: 'limit', message: expect.stringMatching(/waiting to be read/) }),
    ])
    expect(await ask()).toBe('read')
  })

  it.each(['the one being read', 'one that waits'])('is not waited for after Stop: %s', async which => {
    const { read } = shared
    const stop = new AbortController()
    const first = outcome(
      read(texts(100_000), asking('texts'), which === 'one that waits' ? never : stop.signal),
    )
    const second = outcome(read(matrix('a'), asMatrix, which === 'one that waits' ? stop.signal : never))
    stop.abort()
    const stopped = { kind: 'stopped', message: 'Stopped.' }
    expect(await Promise.all([first, second])).toEqual(
      which === 'one that waits' ? ['read', stopped] : [stopped, 'read'],
    )
  })

  it('is not read where nobody wants it any more; a time that is up is called so', async () => {
    const { read } = shared
    expect(await outcome(read(matrix('a'), asMatrix, AbortSignal.abort()))).toMatchObject({ kind: 'stopped' })
    const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'))
    expect(await outcome(read(matrix('a'), asMatrix, late))).toMatchObject({ kind: 'timeout' })
  })

  it('is a failure where it takes more memory than the thread has, and the next is read', async () => {
    const { read } = opened({ heap: 24 })
    expect(await outcome(read(texts(600_000), asking('texts'), never))).toMatchObject({
      kind: 'limit',
      message: 'Reading this answer takes more memory than there is for it.',
    })
    expect(await outcome(read(matrix('a'), asMatrix, never))).toBe('read')
  })

  it('gets a new thread where the old one had nothing to do for long', async () => {
    const { read, pass } = opened()
    expect(await outcome(read(matrix('a'), asMatrix, never))).toBe('read')
    pass()
    expect(await outcome(read(matrix('b'), asMatrix, never))).toBe('read')
  })

  it('ends with the reader', async () => {
    const { read, close: end } = opened()
    const all = Promise.all(['a', 'b'].map(name => outcome(read(matrix(name), asMatrix, never))))
    await end()
    expect(await all).toEqual([
      expect.objectContaining({ kind: 'execution' }),
      expect.objectContaining({ kind: 'execution' }),
    ])
    expect(await outcome(read(matrix('a'), asMatrix, never))).toMatchObject({ kind: 'stopped' })
  })
})
