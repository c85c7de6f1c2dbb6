import { describe, expect, it } from 'vitest'
import { stepName } from '#client/notebook/steps/stepName.ts'
import { freshStep } from '#shared/notebook/fresh.ts'

const named = (text: string) => stepName(freshStep('note00000001', { is: 'note', text }))

describe('the name of a note without a title', () => {
  it.each([
    ['## Owner\n\nAsk **payments** first', 'Owner Ask payments first'],
    ['Seen in ![a log](picture:3b80a0) and [chat](https://chat.example/x)', 'Seen in a log and chat'],
    ['![](picture:3b80a0)', 'Note'],
    ['an array[0] (empty)', 'an array[0] (empty)'],
  ])('%j is “%s”', (text, name) => expect(named(text)).toBe(name))
})
