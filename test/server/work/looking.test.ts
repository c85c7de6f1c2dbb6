import { expect, it } from 'vitest'
import { openLooking } from '#server/work/looking.ts'
import type { LookAt } from '#server/run/looks.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import { Failed } from '#shared/query/failure.ts'
import { notebookOf, someone } from '#test/server/run/stage.ts'

type Begun = { readonly step: string; readonly signal: AbortSignal; readonly end: (id: string) => void }

function stage() {
  const begun: Begun[] = []
  const state = { number: 1 }
  const lookAt: LookAt = (_, step, __, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Failed({ kind: 'stopped', message: 'Stopped.' })))
      begun.push({ step, signal, end: id => resolve({ id } as Run) })
    })
  const looking = openLooking({ read: async () => notebookOf([], state) }, lookAt)
  const look = (step: string) => {
    const leave = new AbortController()
    const run = looking.look('book', step, someone, leave.signal).then(
      each => each.id,
      (error: unknown) => (error instanceof Failed ? error.failure.kind : 'bug'),
    )
    return { run, leave: () => leave.abort() }
  }
  const started = () => new Promise(resolve => setImmediate(resolve))
  return { begun, look, looking, state, started }
}

it('those who look at the same step together share one look', async () => {
  const { begun, look, started } = stage()
  const [one, other] = [look('a'), look('a')]
  await started()
  begun[0]?.end('r')
  expect([await one.run, await other.run, begun.length]).toEqual(['r', 'r', 1])
})

it('another step, and the step after an alteration, are looked at on their own', async () => {
  const { begun, look, started, state, looking } = stage()
  look('a')
  look('b')
  await started()
  state.number = 2
  look('a')
  await started()
  expect(begun.map(({ step }) => step)).toEqual(['a', 'b', 'a'])
  await looking.close()
})

it('one who leaves does not end the look of another; the last one does', async () => {
  const { begun, look, started } = stage()
  const [one, other] = [look('a'), look('a')]
  await started()
  one.leave()
  expect([await one.run, begun[0]?.signal.aborted]).toEqual(['stopped', false])
  other.leave()
  expect([await other.run, begun[0]?.signal.aborted]).toEqual(['stopped', true])
})

it('who comes after the last has left begins anew', async () => {
  const { begun, look, started } = stage()
  const one = look('a')
  await started()
  one.leave()
  const other = look('a')
  await started()
  begun[1]?.end('r2')
  expect(await other.run).toBe('r2')
})

it('closing ends what is under way', async () => {
  const { look, looking, started } = stage()
  const one = look('a')
  await started()
  await looking.close()
  expect(await one.run).toBe('stopped')
})
