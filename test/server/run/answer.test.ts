import { describe, expect, it } from 'vitest'
import { answerOf } from '#server/run/answer.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import { day, hour } from '#shared/time/window.ts'
import type { Source } from '#server/sources/source.ts'
import { askedFor, askerOf, hang, noon, query, sourceOf } from './stage.ts'

const never = new AbortController().signal

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Failed ? error.failure : error),
  )

describe('an answer', () => {
  it('has a part for each query, from its own source', async () => {
    const [here, there] = [sourceOf('here'), sourceOf('there')]
    const asked = askedFor([query('up', { source: 'here' }), query('down', { id: 'B', source: 'there' })])
    const answer = await answerOf(askerOf([here, there]), asked, never)
    expect(answer.kind === 'query' && answer.parts.map(part => part.query)).toEqual(['A', 'B'])
    expect([here.asked, there.asked].map(each => each.map(one => one.text))).toEqual([['up'], ['down']])
  })

  it('lays an earlier day over the grid of today', async () => {
    const source = sourceOf('embedded')
    const answer = await answerOf(askerOf([source]), askedFor([query('up')], day), never)
    expect(source.asked.map(each => each.from)).toEqual([noon, noon - day])
    const parts = answer.kind === 'query' ? answer.parts : []
    expect(parts.map(part => [part.shift, part.frame.grid.start, part.frame.series[0]?.values[0]])).toEqual([
      [0, noon, 0],
      [day, noon, -1440],
    ])
  })

  it('carries what the source knows of the metric, and a remark that is made of now and then once', async () => {
    const answer = await answerOf(askerOf([sourceOf('embedded')]), askedFor([query('up')], day), never)
    expect(answer.kind === 'query' && answer.parts[0]?.meta?.help).toBe('Is it?')
    expect(answer.remarks).toHaveLength(1)
  })

  it.each([
    [day, 'The day before'],
    [7 * day, 'The week before'],
    [6 * hour, '6h earlier'],
  ])('says of an earlier time that its part is not whole: %d', async (against, when) => {
    const plain = sourceOf('embedded')
    const partly = (from: number): readonly Remark[] => [
      { level: 'info', message: 'Buckets.' },
      ...(from < noon ? [{ level: 'partial', message: 'A store is away.' } as const] : []),
    ]
    const source: Source = {
      ...plain,
      query: async (question, signal) => ({
        ...(await plain.query(question, signal)),
        remarks: partly(question.grid.start),
      }),
    }
    const asked = askedFor([query('up'), query('down', { id: 'B' })], against)
    expect((await answerOf(askerOf([source]), asked, never)).remarks).toEqual([
      { level: 'info', message: 'Buckets.' },
      { level: 'partial', message: `${when}: A store is away.` },
    ])
  })

  it('leaves out empty queries', async () => {
    const answer = await answerOf(
      askerOf([sourceOf('embedded')]),
      askedFor([query('up'), query(' ', { id: 'B' })]),
      never,
    )
    expect(answer.kind === 'query' && answer.parts).toHaveLength(1)
  })

  it('is a failure at the place where a query does not parse', async () => {
    const failure = await failureOf(
      answerOf(askerOf([sourceOf('embedded')]), askedFor([query('up'), query('sum(', { id: 'B' })]), never),
    )
    expect(failure).toMatchObject({ kind: 'query', query: 'B', span: expect.anything() })
  })

  it('leaves it to a source elsewhere what a good query is, and says in our words what both find wrong', async () => {
    const beyondUs = 'histogram_count(latency)'
    const refusal = { kind: 'query', message: 'in its words' } as const
    const there = { ...sourceOf('embedded', { 'sum(': refusal }), kind: 'prometheus' } as const
    const answer = await answerOf(askerOf([there]), askedFor([query(beyondUs)]), never)
    expect(answer.kind === 'query' && answer.parts).toHaveLength(1)
    const failure = await failureOf(answerOf(askerOf([there]), askedFor([query('sum(')]), never))
    expect(failure).toMatchObject({ kind: 'query', message: expect.not.stringMatching('in its words') })
    expect(
      await failureOf(answerOf(askerOf([sourceOf('embedded')]), askedFor([query(beyondUs)]), never)),
    ).toMatchObject({
      kind: 'query',
    })
  })

  it('lays an earlier time over the grid also where it is no multiple of the step', async () => {
    const source = sourceOf('embedded')
    const answer = await answerOf(askerOf([source]), askedFor([query('up')], 12_345), never)
    expect(source.asked.map(each => each.from)).toEqual([noon, noon - 12_345])
    const parts = answer.kind === 'query' ? answer.parts : []
    expect(parts.map(part => part.frame.series[0]?.values.length === part.frame.grid.count)).toEqual([
      true,
      true,
    ])
  })

  it('is a failure that names a source that is gone', async () => {
    const failure = await failureOf(answerOf(askerOf([]), askedFor([query('up')]), never))
    expect(failure).toMatchObject({ kind: 'unreachable', query: 'A', source: 'embedded' })
  })

  it('stops the other queries when one fails', async () => {
    let stopped = false
    const source = sourceOf('embedded', {
      bad: { kind: 'execution', message: 'no' },
      slow: signal => hang(signal).catch(error => ((stopped = true), Promise.reject(error))),
    })
    const failure = await failureOf(
      answerOf(askerOf([source]), askedFor([query('slow'), query('bad', { id: 'B' })]), never),
    )
    expect(failure).toMatchObject({ kind: 'execution', query: 'B' })
    await Promise.resolve()
    expect(stopped).toBe(true)
  })
})
