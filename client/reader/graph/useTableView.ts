import { useMemo, useState } from 'react'
import type { Order } from '#shared/picture/table.ts'

/** How one reader has a table: sorted by what, and which folded rows are open. Held above what comes and goes as the page scrolls. */
export type TableView = {
  readonly order: Order | null
  readonly opened: ReadonlySet<string>
  readonly setOrder: (order: Order) => void
  readonly toggle: (row: string) => void
}

/** A table in the order of the graph, its groups folded, until a reader alters that. */
export function useTableView(): TableView {
  const [order, setOrder] = useState<Order | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      order,
      opened,
      setOrder,
      toggle: row =>
        setOpened(was => new Set(was.has(row) ? [...was].filter(other => other !== row) : [...was, row])),
    }),
    [order, opened],
  )
}
