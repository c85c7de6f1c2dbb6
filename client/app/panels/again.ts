import { type RefObject, useEffect } from 'react'

type Act = (button: HTMLElement) => void

/** Gives what woke a button, to be done once more to the button that takes its place; the second time null. */
export type Again = { readonly again: () => Act | null }

export const press: Act = button =>
  button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true, button: 0 }))

export const click: Act = button => button.click()

export const focus: Act = button => button.focus()

export const strike =
  (key: string): Act =>
  button => {
    button.focus()
    button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }

/** Does to a woken button what woke it. */
export function useAgain(button: RefObject<HTMLElement | null>, again: Again['again']): void {
  useEffect(() => {
    const { current } = button
    if (current) again()?.(current)
  }, [button, again])
}
