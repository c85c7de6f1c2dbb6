import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { inUtcAt } from '#client/text/editor/localTimes.ts'
import { utc, type Zone } from '#shared/time/clock.ts'
import { hour } from '#shared/time/window.ts'

const at = Date.parse('2026-11-03T14:00Z')
const window = { from: at - hour, to: at + hour }

/** The text after the time that ends at `|` was ended there. */
const after = (text: string, zone: Zone = () => hour) => {
  const end = text.indexOf('|')
  const doc = text.replace('|', '')
  const change = inUtcAt(doc, end, { window, zone })
  return change === null ? doc : EditorState.create({ doc }).update(change).state.doc.toString()
}

describe('a time typed by local clocks', () => {
  it.each([
    ['rose @15:03| then', 'rose @14:03Z then'],
    ['@15:03–15:07|', '@14:03Z–14:07Z'],
    ['@15:03:20|.', '@14:03:20Z.'],
  ])('%s becomes %s', (typed, text) => {
    expect(after(typed)).toBe(text)
  })

  it.each(['@14:03Z|', '@15:03 and| @15:04', '`@15:03|`', 'bob@15:03|', 'x|'])('%s stays', typed => {
    expect(after(typed)).toBe(typed.replace('|', ''))
  })

  it('stays where the clocks are UTC', () => {
    expect(after('@15:03|', utc)).toBe('@15:03')
  })
})
