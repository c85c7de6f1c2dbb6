import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { notify } from '#client/app/notices.tsx'
import { type Again, click, focus, press, strike } from './again.ts'
import type { panels as Panels } from './panels.ts'
import { whenUsed } from './whenUsed.ts'

type Act = NonNullable<ReturnType<Again['again']>>

const load = () => import('./panels.ts')
whenUsed(load)

/**
 * A button whose panel costs nothing until somebody comes near: `panels` is null until then, and `waiting` is what the button listens to. The
 * press or key that woke it is not lost: it is done again when the panel's code is here. `open`: it is opened from outside.
 */
export function useWaking(opens: 'menu' | 'dialog', open = false) {
  const [panels, setPanels] = useState<typeof Panels | null>(null)
  const act = useRef<Act>(null)
  const again = useCallback(() => {
    const due = act.current
    act.current = null
    return due
  }, [])
  useEffect(() => {
    if (open)
      load().then(
        loaded => setPanels(loaded.panels),
        () => undefined,
      )
  }, [open])
  const wake = (button: HTMLElement, by: Act | null) => {
    act.current = by ?? act.current
    load().then(
      loaded => {
        if (button === document.activeElement) act.current ??= focus
        setPanels(loaded.panels)
      },
      () => {
        if (again()) notify({ text: 'This could not be opened: the server is away.', tone: 'trouble' })
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, currentTarget } = event
    if (key !== 'Enter' && key !== ' ' && !(key === 'ArrowDown' && opens === 'menu')) return
    event.preventDefault()
    wake(currentTarget, opens === 'menu' ? strike(key) : click)
  }
  const waiting = {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onPointerEnter: ({ currentTarget }: PointerEvent<HTMLElement>) => wake(currentTarget, null),
    onPointerDown: ({ button, ctrlKey, currentTarget }: PointerEvent<HTMLElement>) => {
      if (button === 0 && !ctrlKey) wake(currentTarget, opens === 'menu' ? press : click)
    },
    onKeyDown,
  }
  return { panels, again, waiting }
}
