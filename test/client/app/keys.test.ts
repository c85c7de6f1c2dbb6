import { describe, expect, it } from 'vitest'
import { chordOf, printKeys } from '#client/app/parts/keys.ts'

const press = (key: string, held = '', code = '') => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
})

describe('a key press as a chord', () => {
  const cases: readonly (readonly [string, ReturnType<typeof press>, boolean, string | null])[] = [
    ['a letter', press('j'), false, 'j'],
    ['a capital names its Shift', press('J', 'shift'), false, 'shift+j'],
    ['a sign does not, whatever it took to type it', press('?', 'shift'), false, '?'],
    ['Enter with Shift', press('Enter', 'shift'), false, 'shift+enter'],
    ['Ctrl is mod here', press('k', 'ctrl'), false, 'mod+k'],
    ['Cmd is mod on a Mac', press('k', 'meta'), true, 'mod+k'],
    ['Ctrl on a Mac is not mod', press('k', 'ctrl'), true, 'ctrl+k'],
    ['the Windows key is not mod', press('k', 'meta'), false, 'meta+k'],
    ['Option on a Mac types another letter, but the key counts', press('∆', 'alt', 'KeyJ'), true, 'alt+j'],
    ['an arrow with Alt', press('ArrowUp', 'alt'), false, 'alt+arrowup'],
    ['the space bar', press(' '), false, 'space'],
    ['a modifier alone is nothing yet', press('Shift', 'shift'), false, null],
    ['a dead key is nothing yet', press('Dead'), false, null],
  ]
  it.each(cases)('%s', (_, given, onApple, chord) => {
    expect(chordOf(given, onApple)).toBe(chord)
  })
})

describe('a chord for reading', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['mod+k', '⌘K', 'Ctrl+K'],
    ['shift+enter', '⇧Enter', 'Shift+Enter'],
    ['alt+arrowup', '⌥↑', 'Alt+↑'],
    ['?', '?', '?'],
    ['+', '+', '+'],
  ]
  it.each(cases)('%s is %s on a Mac and %s elsewhere', (chord, onMac, elsewhere) => {
    expect([printKeys(chord, true), printKeys(chord, false)]).toEqual([onMac, elsewhere])
  })
})
