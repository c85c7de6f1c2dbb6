import * as Radix from 'radix-ui/popover'
import { useLayoutEffect } from 'react'
import parts from '#client/app/parts/parts.module.css'
import { type Again, useAgain } from './again.ts'
import type { PopoverProps } from './panel.ts'
import { useLandmark } from './useLandmark.ts'

/** A popover whose button has been woken. */
export function OpenPopover({
  trigger,
  label,
  children,
  align = 'start',
  again,
  ...held
}: PopoverProps & Again) {
  const { button, place, find } = useLandmark()
  useLayoutEffect(find, [find])
  useAgain(button, again)
  return (
    <Radix.Root {...held}>
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          className={parts.popover}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
