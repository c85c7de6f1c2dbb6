import type { ReactElement, ReactNode } from 'react'

/** A row of a menu: a thing to do, a choice (with `checked`), a menu within, a heading, or a line between. */
export type MenuRow =
  | {
      readonly title: string
      readonly run: () => void
      readonly about?: string
      readonly icon?: ReactNode
      readonly keys?: string
      readonly checked?: boolean
      readonly disabled?: boolean
      readonly danger?: boolean
    }
  | { readonly title: string; readonly rows: readonly MenuRow[] }
  | { readonly heading: string }
  | 'line'

export type MenuProps = {
  /** The button that opens it; must take a ref and spread its props (`Button` does). */
  readonly trigger: ReactElement
  readonly rows: readonly MenuRow[]
  readonly align?: 'start' | 'end'
}

export type PopoverProps = {
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
