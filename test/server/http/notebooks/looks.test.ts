import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evidenceRoutes } from '#server/http/notebooks/evidence.ts'
import { lookRoutes } from '#server/http/notebooks/looks.ts'
import { lookKeeper, stepLooker } from '#server/run/looks.ts'
import { openPassing, plainLimits } from '#server/run/passing.ts'
import { openLooking } from '#server/work/looking.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { askerOf, noon, query, someone, sourceOf, step } from '#test/server/run/stage.ts'
import { fields } from '#test/shared/notebook/samples.ts'
import { openLibrary } from '#test/server/work/library.ts'
import { serve } from '#test/server/http/served.ts'

const down = { kind: 'unreachable', message: 'It is gone.' } as const
let library: ReturnType<typeof openLibrary>
let door: Awaited<ReturnType<typeof serve>>

beforeEach(async () => {
  library = openLibrary()
  const { store, ledger, details, newId } = library
  const asker = askerOf([sourceOf('embedded', { broken: down })])
  const passing = openPassing(() => noon, { ...plainLimits, ofStep: 1 })
  const parts = {
    asker,
    ledger,
    evidence: store.evidence,
    details,
    passing,
    firstAnswer: async () => undefined,
    now: () => noon,
    newId,
    ticks: () => 0,
    timeout: 60_000,
  }
  door = await serve([
    ...lookRoutes(openLooking(ledger, stepLooker(parts)), lookKeeper(parts)),
    ...evidenceRoutes(store, passing, asker, 1000, 14),
  ])
  const operations: readonly Operation[] = [
    { do: 'create', notebook: { ...fields, range: { from: 'now-1h', to: 'now' } } },
    { do: 'insert', step: step('good', [query('up')]), after: null },
    { do: 'insert', step: step('bad', [query('broken')]), after: 'good' },
  ]
  await ledger.append('n', { id: 'test:0', base: 0, by: someone, operations }, {})
})
afterEach(async () => {
  door.close()
  await library.close()
  expect(door.bugs).toEqual([])
})

const look = async (id: string) => {
  const { status, body } = await door.ask('POST', '/api/notebooks/n/look', { step: id, by: someone })
  return { status, run: body.run as Run, error: body.error }
}
const keep = (run: string) => door.ask('POST', '/api/notebooks/n/keep', { run })
const evidence = (run: Run) => ('evidence' in run.outcome ? `/api/evidence/${run.outcome.evidence}` : 'none')

describe('a look', () => {
  it('answers a run whose evidence can be read, and leaves the notebook alone', async () => {
    const { run } = await look('good')
    const { status, headers, body } = await door.ask('GET', evidence(run), undefined, {
      accept: 'application/json',
    })
    expect([status, body.kind]).toEqual([200, 'query'])
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await library.ledger.read('n'))?.number).toBe(1)
  })

  it('of a failing source is a run that says so', async () =>
    expect((await look('bad')).run.outcome).toMatchObject({ failure: down }))

  it('at nothing is refused', async () => {
    const { status, error } = await look('other')
    expect([status, error.message]).toEqual([400, 'There is no such step to look at.'])
  })

  it('without a person is refused', async () => {
    const { status } = await door.ask('POST', '/api/notebooks/n/look', { step: 'good' })
    expect(status).toBe(400)
  })
})

describe('keeping what was looked at', () => {
  it('records the same run; its evidence is read from the disk', async () => {
    const { run } = await look('good')
    expect((await keep(run.id)).body).toEqual({ run })
    const [first] = (await library.ledger.read('n'))?.steps ?? []
    expect(first?.is === 'ask' && first.runs).toEqual([run])
    const hash = 'evidence' in run.outcome ? run.outcome.evidence : ''
    const bytes = await library.store.evidence.get(hash)
    expect(bytes && decodeAnswer(bytes).kind).toBe('query')
  })

  it('twice answers the same', async () => {
    const { run } = await look('good')
    await keep(run.id)
    expect((await keep(run.id)).body).toEqual({ run })
  })

  it('says what to do where it is not held any more', async () => {
    const { run } = await look('good')
    await look('good')
    expect(await keep(run.id)).toMatchObject({
      status: 410,
      body: { error: { kind: 'gone', hint: 'Run the step again.' } },
    })
  })
})
