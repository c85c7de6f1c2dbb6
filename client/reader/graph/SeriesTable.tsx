import { useMemo } from 'react'
import { useSources } from '#client/server/hooks.ts'
import { headOf } from '#shared/picture/measure.ts'
import type { PictureInput } from '#shared/picture/picture.ts'
import { isolate, toggle, type SeriesState } from '#shared/picture/shown.ts'
import { sortRows, tableOf } from '#shared/picture/table.ts'
import type { Window } from '#shared/time/window.ts'
import { type Acts, SeriesRow } from './SeriesRow.tsx'
import styles from './table.module.css'
import type { TableView } from './useTableView.ts'

export type SeriesTableProps = Omit<PictureInput, 'view'> & {
  readonly view?: Window | null
  readonly onShown?: (state: SeriesState) => void
  /** Filter to a series, or exclude it, in one of the queries; `keep` where Shift was held (the draft stays). Absent: nothing is offered. */
  readonly onAct?: Acts['act']
  readonly held: TableView
}

/** Rows shown of an opened group. */
const most = 100

const windowOf = ({ parts }: SeriesTableProps['answer']): Window => {
  const { start, step, count } = parts[0]?.frame.grid ?? { start: 0, step: 0, count: 0 }
  return { from: start, to: start + step * count }
}

/** The titles of the sources of queries, by query; none where all are asked of one. */
function useSourcesOf(queries: PictureInput['queries']): ReadonlyMap<string, string> {
  const known = useSources().data
  return useMemo(() => {
    const titles = new Map(known?.map(({ id, title }) => [id, title]))
    const several = new Set(queries.map(({ source }) => source)).size > 1
    return new Map(several ? queries.map(({ id, source }) => [id, titles.get(source) ?? source]) : [])
  }, [known, queries])
}

/** Labels that make columns: at most three, the most telling first; the others would only be width. */
const columns = 3

/** The series of a graph in numbers, and its legend: a click shows one alone, again all; Ctrl- or Cmd-click shows or hides it. */
export function SeriesTable(props: SeriesTableProps) {
  const {
    answer,
    queries,
    blip,
    before,
    events,
    marks,
    drawing,
    shown,
    zone,
    view = null,
    onShown,
    onAct,
    held,
  } = props
  const table = useMemo(
    () => tableOf({ answer, queries, blip, before, events, marks, drawing, shown, zone, view }),
    [answer, queries, blip, before, events, marks, drawing, shown, zone, view],
  )
  const { order, opened, setOrder, toggle: open } = held
  const rows = useMemo(() => (order ? sortRows(table.rows, order) : table.rows), [table, order])
  const sources = useSourcesOf(queries)
  if (rows.length === 0) return null
  const labels = table.labels.slice(0, columns)
  const ownNames = table.named || labels.length === 0
  const turn = (by: string, number: boolean) =>
    setOrder(order?.by === by ? { by, descending: !order.descending } : { by, descending: number })
  const sorted = (by: string) =>
    order?.by === by ? (order.descending ? 'descending' : 'ascending') : undefined
  const head = (by: string, text: string, number: boolean) => (
    <th key={by} scope="col" className={number ? styles.number : undefined} aria-sort={sorted(by)}>
      <button type="button" onClick={() => turn(by, number)}>
        {text}
        <span aria-hidden className={styles.arrow}>
          {order?.by === by ? (order.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  )
  const acts: Acts = {
    pick: (key, several) => onShown?.(several ? toggle(shown, key) : isolate(shown, key)),
    act: onAct,
    shown,
    zone,
    window: view ?? windowOf(answer),
    sources,
  }
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Series">
        <thead>
          <tr>
            {ownNames && head('name', 'series', false)}
            {labels.map(label => head(label, label, false))}
            {table.measures.map(measure => head(measure, headOf(measure, table), true))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(row => {
            const isOpen = opened.has(row.key)
            const members = isOpen ? row.members.slice(0, most) : []
            const shared = { ...acts, table, labels }
            return [
              <SeriesRow
                key={row.key}
                {...shared}
                row={row}
                within={false}
                open={isOpen}
                onOpen={() => open(row.key)}
              />,
              ...members.map(member => <SeriesRow key={member.key} {...shared} row={member} within />),
              ...(isOpen && row.members.length > most
                ? [
                    <tr key={`${row.key} more`} className={styles.within}>
                      <td colSpan={labels.length + table.measures.length + (ownNames ? 2 : 1)}>
                        and {row.members.length - most} more: sort, or filter the query
                      </td>
                    </tr>,
                  ]
                : []),
            ]
          })}
        </tbody>
      </table>
    </div>
  )
}
