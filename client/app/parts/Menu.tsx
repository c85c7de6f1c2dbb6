import { cloneElement } from 'react'
import type { MenuProps } from '#client/app/panels/panel.ts'
import { useWaking } from '#client/app/panels/useWaking.ts'

/** A menu of actions and choices: arrows, type-ahead, Esc; focus returns to the trigger. */
export function Menu(props: MenuProps) {
  const { panels, again, waiting } = useWaking('menu')
  if (panels) return <panels.OpenMenu {...props} again={again} />
  return cloneElement(props.trigger, waiting)
}
