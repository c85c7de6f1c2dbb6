import * as Radix from 'radix-ui/popover'
import { type ReactElement, type ReactNode, useLayoutEffect } from 'react'
import parts from './parts.module.css'
import { useLandmark } from './useLandmark.ts'

type PopoverProps = {
  /** The button that opens it; must take a ref and spread its props (`Button` does). */
  readonly trigger: ReactElement
  /** What it is, for screen readers. */
  readonly label: string
  readonly children: ReactNode
  readonly align?: 'start' | 'center' | 'end'
  /** Held from outside; left out, it holds itself. */
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
}

/** A small panel beside its button, with any content; Esc and a press outside close it, focus returns to the button. */
export function Popover({ trigger, label, children, align = 'start', ...held }: PopoverProps) {
  const { button, place, find } = useLandmark()
  useLayoutEffect(find, [find])
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
