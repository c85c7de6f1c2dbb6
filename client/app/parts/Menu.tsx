import * as Dropdown from 'radix-ui/dropdown-menu'
import { type ReactElement, type ReactNode, useState } from 'react'
import { Kbd } from './Kbd.tsx'
import { useLandmark } from './useLandmark.ts'
import parts from './parts.module.css'

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

type MenuProps = {
  /** The button that opens it; must take a ref and spread its props (`Button` does). */
  readonly trigger: ReactElement
  readonly rows: readonly MenuRow[]
  readonly align?: 'start' | 'end'
}

/** A menu of actions and choices: arrows, type-ahead, Esc; focus returns to the trigger. */
export function Menu({ trigger, rows, align = 'start' }: MenuProps) {
  const { button, place, find } = useLandmark()
  return (
    <Dropdown.Root modal={false} onOpenChange={open => open && find()}>
      <Dropdown.Trigger asChild ref={button}>
        {trigger}
      </Dropdown.Trigger>
      <Dropdown.Portal container={place}>
        <Dropdown.Content className={parts.menu} align={align} sideOffset={5} collisionPadding={8} loop>
          <Rows rows={rows} />
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  )
}

const Rows = ({ rows }: { readonly rows: readonly MenuRow[] }) =>
  rows.map((row, i) => <Row key={i} row={row} />)

function Within({ title, rows }: { readonly title: string; readonly rows: readonly MenuRow[] }) {
  const [over] = useState(() => (matchMedia('(width < 600px)').matches ? -64 : 4))
  return (
    <Dropdown.Sub>
      <Dropdown.SubTrigger className={parts.menuItem}>
        <span className={parts.menuIcon} />
        <span>{title}</span>
        <span aria-hidden>▸</span>
      </Dropdown.SubTrigger>
      <Dropdown.SubContent className={parts.menu} sideOffset={over} collisionPadding={8} loop>
        <Rows rows={rows} />
      </Dropdown.SubContent>
    </Dropdown.Sub>
  )
}

function Row({ row }: { readonly row: MenuRow }) {
  if (row === 'line') return <Dropdown.Separator className={parts.menuLine} />
  if ('heading' in row) return <Dropdown.Label className={parts.menuHeading}>{row.heading}</Dropdown.Label>
  if ('rows' in row) return <Within {...row} />
  const inner = (
    <>
      <span className={parts.menuIcon} aria-hidden>
        {row.checked ? '✓' : row.icon}
      </span>
      <span>
        {row.title}
        {row.about !== undefined && <small>{row.about}</small>}
      </span>
      {row.keys !== undefined && (
        <span className={parts.menuKeys}>
          <Kbd keys={row.keys} />
        </span>
      )}
    </>
  )
  const className = `${parts.menuItem} ${row.danger ? parts.menuDanger : ''}`
  const shared = { className, disabled: row.disabled ?? false, onSelect: row.run }
  return row.checked === undefined ? (
    <Dropdown.Item {...shared}>{inner}</Dropdown.Item>
  ) : (
    <Dropdown.CheckboxItem {...shared} checked={row.checked}>
      {inner}
    </Dropdown.CheckboxItem>
  )
}
