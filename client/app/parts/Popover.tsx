import { cloneElement } from 'react'
import type { PopoverProps } from '#client/app/panels/panel.ts'
import { useWaking } from '#client/app/panels/useWaking.ts'

/** A small panel beside its button, with any content; Esc and a press outside close it, focus returns to the button. */
export function Popover(props: PopoverProps) {
  const { panels, again, waiting } = useWaking('dialog', props.open)
  if (panels) return <panels.OpenPopover {...props} again={again} />
  return cloneElement(props.trigger, waiting)
}
