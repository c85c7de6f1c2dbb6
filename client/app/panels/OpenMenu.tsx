import * as Dropdown from 'radix-ui/dropdown-menu'
import { useState } from 'react'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import parts from '#client/app/parts/parts.module.css'
import { type Again, useAgain } from './again.ts'
import type { MenuProps, MenuRow } from './panel.ts'
import { useLandmark } from './useLandmark.ts'

/** A menu whose button has been woken. */
export function OpenMenu({ trigger, rows, align = 'start', again }: MenuProps & Again) {
  const { button, place, find } = useLandmark()
  useAgain(button, again)
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
