import { useEffect } from 'react'
import { chordOf } from '#client/app/parts/keys.ts'
import { commandsNow } from './registry.ts'
import { resolve } from './resolve.ts'

const patience = 1200

const typingInto =
  'textarea, select, [contenteditable="true"], [contenteditable=""], input:not([type="checkbox"], [type="radio"], [type="button"])'
const pressable =
  'button, a[href], summary, [role="button"], [role="tab"], input[type="checkbox"], input[type="radio"]'
const ownKeys = '[role="menu"], [role="listbox"], [role="radiogroup"]'

/** Whether keys belong to a field or an editor at this element. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(typingInto) !== null

const takesItself = (target: EventTarget | null, chord: string): boolean => {
  if (document.querySelector('dialog[open]') !== null) return true
  if (!(target instanceof Element)) return false
  if (target.closest(ownKeys) !== null) return true
  return (chord === 'enter' || chord === 'space') && target.closest(pressable) !== null
}

/** Listens to the keyboard for all registered commands; stands once, in the shell. Open dialogs and menus keep their keys. */
export function useDispatch(): void {
  useEffect(() => {
    let begun = ''
    let at = 0
    const onKey = (press: KeyboardEvent) => {
      const chord = chordOf(press)
      if (chord === null || press.defaultPrevented || press.isComposing || takesItself(press.target, chord))
        return
      const now = performance.now()
      const found = resolve(commandsNow(), isTyping(press.target), now - at < patience ? begun : '', chord)
      at = now
      begun = found.is === 'begun' ? found.sequence : ''
      if (found.is === 'nothing') return
      press.preventDefault()
      if (found.is === 'run') found.command.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
