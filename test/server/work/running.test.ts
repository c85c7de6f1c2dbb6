import { describe, expect, it } from 'vitest'
import { openRunning } from '#server/work/running.ts'
import type { RunStep } from '#server/run/runs.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import { someone } from '#test/server/run/stage.ts'

const runOf = (step: string, stopped: boolean): Run => ({
  id: `${step}-run`,
  asked: {
    request: { kind: 'events', where: [] },
    window: { from: 0, to: 1 },
    blip: null,
    before: null,
    step: 1,
  },
  by: someone,
  at: 0,
  took: 0,
  pinned: false,
  outcome: stopped
    ? { failure: { kind: 'stopped', message: 'Stopped.' } }
    : { evidence: 'x', remarks: [], series: 1 },
})

/** Runs that end when `finish(step)` is called, or when they are stopped. */
function stage() {
  const said: string[] = []
  const open = new Map<string, () => void>()
  const runStep: RunStep = (_, step, __, signal) =>
    new Promise(resolve => {
      said.push(`begin ${step}`)
      const end = (stopped: boolean) => {
        said.push(`${stopped ? 'stop' : 'end'} ${step}`)
        resolve(runOf(step, stopped))
      }
      open.set(step, () => end(false))
      if (signal.aborted) end(true)
      else signal.addEventListener('abort', () => end(true))
    })
  const running = openRunning(runStep, (_, step, progress) =>
    said.push(`${progress ? 'running' : 'idle'} ${step}`),
  )
  const run = (...steps: readonly string[]) => running.run('book', steps, { by: someone })
  return { said, running, run, finish: (step: string) => open.get(step)?.() }
}

const turns = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve()
}

describe('running', () => {
  it('goes from step to step, and tells everybody', async () => {
    const { said, run, finish } = stage()
    const all = run('a', 'b')
    finish('a')
    await turns()
    finish('b')
    expect((await all).map(each => each.step)).toEqual(['a', 'b'])
    expect(said).toEqual([
      'running a',
      'begin a',
      'end a',
      'idle a',
      'running b',
      'begin b',
      'end b',
      'idle b',
    ])
  })

  it('stops one step and goes on with the next', async () => {
    const { said, running, run, finish } = stage()
    const all = run('a', 'b')
    running.stop('book', 'a')
    await turns()
    finish('b')
    expect((await all).map(each => 'failure' in each.run.outcome)).toEqual([true, false])
    expect(said).toContain('stop a')
  })

  it('stops a whole notebook, steps that wait included', async () => {
    const { said, running, run } = stage()
    const all = run('a', 'b', 'c')
    running.stop('book')
    expect((await all).map(each => each.step)).toEqual(['a'])
    expect(said).not.toContain('begin b')
  })

  it('leaves other notebooks alone', async () => {
    const { running, run, finish, said } = stage()
    const all = run('a')
    running.stop('another')
    finish('a')
    await all
    expect(said).not.toContain('stop a')
  })

  it('begins a step anew that is running already', async () => {
    const { run, finish, said } = stage()
    const first = run('a')
    const second = run('a')
    expect('failure' in ((await first)[0]?.run.outcome ?? {})).toBe(true)
    finish('a')
    expect('evidence' in ((await second)[0]?.run.outcome ?? {})).toBe(true)
    expect(said.filter(each => each === 'begin a')).toHaveLength(2)
  })

  it('ends everything when it closes', async () => {
    const { running, run, said } = stage()
    const all = run('a', 'b')
    await running.close()
    await all
    expect(said).toEqual(['running a', 'begin a', 'stop a', 'idle a'])
  })
})
