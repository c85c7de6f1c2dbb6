const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const appleWords: Readonly<Record<string, string>> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧', meta: '⌘' }
const plainWords: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  meta: 'Win',
}
const keyWords: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: 'Enter',
  escape: 'Esc',
  backspace: '⌫',
  delete: 'Del',
  space: 'Space',
  home: 'Home',
  end: 'End',
}

/**
 * One chord in our notation (`mod+shift+k`, `alt+arrowup`, `?`) as people read it: `⌘⇧K` on a Mac, `Ctrl+Shift+K` elsewhere.
 * `mod` is Cmd on a Mac and Ctrl elsewhere.
 */
export function printKeys(chord: string, onApple = apple): string {
  const parts = chord === '+' ? ['+'] : chord.split('+')
  const words = parts.map(
    part => (onApple ? appleWords : plainWords)[part] ?? keyWords[part] ?? part.toUpperCase(),
  )
  return words.join(onApple ? '' : '+')
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * The chord that a key press is, in the same notation. Shift is named only where it does not already show in the character
 * (`?` is not `shift+?`; Shift+Enter is `shift+enter`). Null while only modifiers are down.
 */
export function chordOf(press: KeyPress, onApple = apple): string | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead'].includes(press.key)) return null
  const letter = press.altKey && /^Key[A-Z]$/.test(press.code) ? press.code.slice(3).toLowerCase() : null
  const key = letter ?? (press.key === ' ' ? 'space' : press.key.toLowerCase())
  const mod = onApple ? press.metaKey : press.ctrlKey
  const other = onApple ? press.ctrlKey : press.metaKey
  const showsShift = key.length === 1 && !/[a-z]/.test(key)
  return [
    mod && 'mod',
    other && (onApple ? 'ctrl' : 'meta'),
    press.altKey && 'alt',
    press.shiftKey && !showsShift && 'shift',
    key,
  ]
    .filter(Boolean)
    .join('+')
}
