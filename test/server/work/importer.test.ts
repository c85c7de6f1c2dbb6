import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { markdownExporter } from '#server/publish/markdown.ts'
import { readNotebook } from '#shared/forms/read.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { hour } from '#shared/time/window.ts'
import { noon, someone, sourceOf } from '#test/server/run/stage.ts'
import { openLibrary } from './library.ts'

const text = `---
blipbook: 1
status: concluded
window: 2026-11-03T12:00:00Z to 2026-11-03T13:00:00Z
blip: 2026-11-03T12:30:00Z to 2026-11-03T12:35:00Z
source: embedded
people: teammate (teammate · #0b7285)
---

# A blip

## Conclusion

> One node.

## 1. Up or not

\`\`\`promql A on embedded
up
\`\`\`

**Cause** · teammate · 2026-11-03T19:40:00Z · certain

> It is **this**.

## 2. Nobody judged

\`\`\`promql A on embedded
broken
\`\`\`
`

let library: ReturnType<typeof openLibrary>
beforeEach(() => {
  library = openLibrary(sourceOf('embedded', { broken: { kind: 'source', message: 'It broke.' } }))
})
afterEach(() => library.close())

const imported = async (given: string, as?: Parameters<typeof library.importer>[1]) => {
  const result = await library.importer(given, as)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const notebook = (await library.ledger.read(result.id)) as Notebook
  return { result, notebook }
}

describe('a notebook taken in by its text', () => {
  it('has its steps run here, and each judgment on the run of its step', async () => {
    const { notebook } = await imported(text)
    const [first] = notebook.steps
    if (first?.is !== 'ask') throw new Error('no first step')
    expect(first.runs.map(run => 'evidence' in run.outcome)).toEqual([true])
    expect(first.judgment).toMatchObject({
      verdict: 'cause',
      on: first.runs[0]?.id,
      by: { name: 'teammate' },
    })
    expect(first.judgment?.at).toBe(Date.UTC(2026, 10, 3, 19, 40))
  })

  it('says which steps could not be run, and is there all the same', async () => {
    const { result, notebook } = await imported(text)
    expect(result.warnings).toEqual(['Nobody judged: It broke.'])
    expect(notebook.steps).toHaveLength(2)
  })

  it('keeps a verdict whose step could not be run, in front of its words', async () => {
    const { notebook } = await imported(text.replace('\nup\n', '\nbroken\n'))
    const [first] = notebook.steps
    expect(first?.is === 'ask' && first.judgment).toBeNull()
    expect(first?.words).toBe(
      '**Cause, certain** (teammate, 2026-11-03T19:40Z; the step could not be run when it was imported)\n\nIt is **this**.',
    )
  })

  it('has runs of the time of its judgments where it is a demo', async () => {
    const { notebook } = await imported(text, { by: someone, at: noon })
    const [first] = notebook.steps
    expect(first?.is === 'ask' && first.runs[0]?.at).toBe(noon + 7 * hour + 38 * 60_000)
    expect(notebook.created).toMatchObject({ at: noon, by: someone })
  })

  it('is refused as a whole with the lines that are wrong', async () => {
    const result = await library.importer(text.replace('blipbook: 1', 'blipbook: 1\nnonsense: 2'))
    expect(result.ok).toBe(false)
    expect(!result.ok && result.problems[0]?.line).toBe(3)
    expect((await library.store.notebooks.list({})).total).toBe(0)
  })

  it('goes out as a text with pictures that reads back as the same notebook', async () => {
    const { notebook } = await imported(text)
    const { name, text: out } = await markdownExporter(library.store)(notebook)
    expect(name).toBe('a-blip.md')
    expect(out).toContain('](data:image/svg+xml;base64,')
    const [again, before] = [readNotebook(out), readNotebook(text)]
    const plain = (read: typeof again) =>
      read.ok && { ...read.draft, steps: read.draft.steps.map(step => ({ ...step, id: '' })) }
    expect(plain(again)).toEqual(plain(before))
  })
})
