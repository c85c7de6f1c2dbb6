import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import { operationSchema } from '#shared/notebook/log/schema.ts'
import { upcast } from '#shared/notebook/log/upcast.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { schemaVersion, type Entry } from '#shared/notebook/operation.ts'

const folder = new URL('../../../fixtures/logs/', import.meta.url)
const entriesOf = (file: string): readonly Entry[] =>
  (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Entry[]).map(upcast)

function fold(entries: readonly Entry[]): Notebook {
  return entries.reduce((notebook, entry) => {
    const applied = apply(notebook, entry)
    if (!applied.ok) throw new Error(`entry ${entry.number}: ${applied.refusal.message}`)
    return applied.notebook
  }, emptyNotebook('n'))
}

describe.each(readdirSync(folder))('The log of an earlier release, %s', file => {
  it('is raised to operations of today', () => {
    for (const { operations } of entriesOf(file))
      for (const operation of operations) expect(operationSchema.safeParse(operation).error).toBeUndefined()
  })
  it('folds to a finished notebook', () => {
    const notebook = fold(entriesOf(file))
    const verdicts = notebook.steps.flatMap(step =>
      step.is === 'ask' && step.judgment ? [step.judgment.verdict] : [],
    )
    expect(notebook).toMatchObject({ status: 'concluded', variables: [] })
    expect(verdicts).toContain('cause')
  })
})

describe('The logs of earlier releases', () => {
  it('are there for each version that is no longer written', () => {
    const versions = new Set(
      readdirSync(folder).flatMap(file =>
        (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Entry[]).map(({ schema }) => schema),
      ),
    )
    expect([...versions].sort()).toEqual(Array.from({ length: schemaVersion - 1 }, (_, i) => i + 1))
  })
})
