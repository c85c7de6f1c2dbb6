import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printNotebook } from '#shared/forms/print.ts'
import { readNotebook } from '#shared/forms/read.ts'
import { draftOf, notebooks } from './notebooks.ts'

const seed = 20261103

describe('the text form of a notebook', () => {
  it(`gives back every notebook that it was made from, less its runs (seed ${seed})`, () => {
    fc.assert(
      fc.property(notebooks, notebook => {
        expect(readNotebook(printNotebook(notebook))).toEqual({ ok: true, draft: draftOf(notebook) })
      }),
      { seed, numRuns: 600 },
    )
  })

  it('is the same with what was seen in it', () => {
    const seen = {
      sentence: 'a * b | c',
      picture: 'data:image/svg+xml;base64,AAAA',
      table: { head: ['node', 'mean'], rows: [['a|b\n', '*']], more: 58 },
    }
    fc.assert(
      fc.property(notebooks, notebook => {
        expect(readNotebook(printNotebook(notebook, () => seen))).toEqual({
          ok: true,
          draft: draftOf(notebook),
        })
      }),
      { seed, numRuns: 200 },
    )
  })

  it('survives the line ends of other systems and blank lines at both ends', () => {
    fc.assert(
      fc.property(notebooks, notebook => {
        const text = `\n\n${printNotebook(notebook)}\n\n`.replace(/\n/g, '\r\n')
        expect(readNotebook(text)).toEqual({ ok: true, draft: draftOf(notebook) })
      }),
      { seed, numRuns: 200 },
    )
  })
})
