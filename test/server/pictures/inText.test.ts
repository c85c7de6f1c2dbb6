import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takePicturesOut } from '#server/pictures/inText.ts'
import { markdownExporter } from '#server/publish/markdown.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { picturesIn, pictureText } from '#shared/notebook/pictures.ts'
import { hashOf } from '#test/server/keeping/shelf.ts'
import { openLibrary } from '#test/server/work/library.ts'
import { jpegOf, pngOf } from './made.ts'

const inside = (words: string, bytes: Uint8Array, type = 'image/png') =>
  `![${words}](data:${type};base64,${Buffer.from(bytes).toString('base64')})`

const notebookWith = (note: string) => `---
blipbook: 1
status: open
window: 2026-11-03T12:00:00Z to 2026-11-03T13:00:00Z
source: embedded
---

# A blip

## Question

> See ${inside('the page', jpegOf(4, 4), 'image/jpeg')} here.

## 1. What it looked like

- note

> ${note}
`

let library: ReturnType<typeof openLibrary>
beforeEach(() => {
  library = openLibrary()
})
afterEach(() => library.close())

const imported = async (text: string) => {
  const result = await library.importer(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return { ...result, notebook: (await library.ledger.read(result.id)) as Notebook }
}

describe('Pictures in the text of a notebook', () => {
  it('are kept with it when it comes in, and go out with it again, the same', async () => {
    const first = await imported(notebookWith(inside('a graph', pngOf(30, 20))))
    expect(first.warnings).toEqual([])
    expect(first.notebook.steps[0]).toMatchObject({ text: pictureText('a graph', hashOf(pngOf(30, 20))) })
    const [asked = ''] = picturesIn(first.notebook.question)
    expect(await library.store.pictures.get(first.id, asked)).toEqual({
      type: 'image/jpeg',
      bytes: jpegOf(4, 4),
    })
    const exporter = markdownExporter(library.store)
    const { text } = await exporter(first.notebook)
    expect(text).toContain(`> ${inside('a graph', pngOf(30, 20))}`)
    const second = await imported(text)
    expect((await exporter(second.notebook)).text).toBe(text)
  })

  it('that are no pictures leave their words, and a warning', async () => {
    const { notebook, warnings } = await imported(notebookWith(inside('a trap', pngOf(60_000, 60_000))))
    expect(notebook.steps[0]).toMatchObject({ text: 'a trap' })
    expect(warnings).toEqual([expect.stringMatching(/“a trap” was left out: .* 60000 × 60000/)])
  })

  it('are not kept any more: they stay named in the text', async () => {
    const { notebook } = await imported(notebookWith(pictureText('gone', 'a'.repeat(64))))
    expect((await markdownExporter(library.store)(notebook)).text).toContain(
      pictureText('gone', 'a'.repeat(64)),
    )
  })

  it.each([
    '![graph](data:image/svg+xml;base64,PHN2Zy8+)',
    '![x](https://elsewhere.example/a.png)',
    '![x](data:image/png;base64,%%)',
  ])('leaves %s alone', text => expect(takePicturesOut(text)).toMatchObject({ text, warnings: [] }))
})
