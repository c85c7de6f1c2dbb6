import { useMemo, type KeyboardEvent, type MouseEvent } from 'react'
import { SeriesLinks } from '#client/links/SeriesLinks.tsx'
import type { Act } from '#shared/notebook/notebook.ts'
import { shortened } from '#shared/picture/place/box.ts'
import type { PictureInput } from '#shared/picture/picture.ts'
import { headOf, printMeasure } from '#shared/picture/measure.ts'
import { isolate, toggle, type SeriesKey, type SeriesState } from '#shared/picture/shown.ts'
import { sortRows, tableOf, type Measure, type Table, type TableRow } from '#shared/picture/table.ts'
import { printClock, type Zone } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'
import { copyText } from '#client/app/copyText.ts'
import styles from './table.module.css'
import type { TableView } from './useTableView.ts'

export type SeriesTableProps = Omit<PictureInput, 'view'> & {
  readonly view?: Window | null
  readonly onShown?: (state: SeriesState) => void
  /** Filter to a series, or exclude it, in one of the queries; `keep` where Shift was held (the draft stays). Absent: nothing is offered. */
  readonly onAct?: (act: Act, query: string, keep: boolean) => void
  readonly held: TableView
}

/** Letters shown of a label's value; the others are in its title. */
const longest = 44

/** Rows shown of an opened group. */
const most = 100

/** Why a row has no number where others have: it was not there yet. Null where it has one, or nothing is known of why. */
const whyNone = ({ values, began, name }: TableRow, measure: Measure, zone: Zone): string | null =>
  began !== null && Number.isNaN(values[measure]) && !Number.isNaN(values.blip)
    ? `No data before: ${name} began at ${printClock(began, zone)}`
    : null

type Acts = {
  readonly zone: Zone
  /** What is looked at: links on labels lead there. */
  readonly window: Window
  readonly pick: (key: SeriesKey, several: boolean) => void
  readonly act: SeriesTableProps['onAct']
  readonly shown: SeriesState
}

type RowProps = Acts & {
  readonly row: TableRow
  readonly table: Table
  readonly labels: readonly string[]
  readonly within: boolean
  readonly open?: boolean
  readonly onOpen?: () => void
}

const windowOf = ({ parts }: SeriesTableProps['answer']): Window => {
  const { start, step, count } = parts[0]?.frame.grid ?? { start: 0, step: 0, count: 0 }
  return { from: start, to: start + step * count }
}

/** The labels by which this series alone can be asked for. */
const labelsOf = (row: TableRow, table: Table) =>
  Object.fromEntries(
    table.labels.filter(name => row.labels[name]).map(name => [name, row.labels[name] ?? '']),
  )

function RowActs({
  row,
  table,
  act,
  window,
}: {
  readonly row: TableRow
  readonly table: Table
  readonly act: Acts['act']
  readonly window: Window
}) {
  const labels = labelsOf(row, table)
  if (row.members.length > 0) return <td />
  const links = <SeriesLinks labels={row.labels} window={window} name={row.name} />
  if (!act || row.computed || Object.keys(labels).length === 0)
    return <td className={styles.acts}>{links}</td>
  const offer = (kind: 'filter' | 'exclude') => (
    <button
      type="button"
      aria-label={`${kind} ${row.name}`}
      onClick={event => act({ kind, labels }, row.query, event.shiftKey)}
    >
      {kind}
    </button>
  )
  return (
    <td className={styles.acts}>
      {links}
      {offer('filter')} <span aria-hidden>·</span> {offer('exclude')}
    </td>
  )
}

/** A number of the table; a press copies it as it is. */
function Copied({ row, measure }: { readonly row: TableRow; readonly measure: Measure }) {
  const value = row.values[measure] ?? Number.NaN
  const text = printMeasure(row, measure)
  if (Number.isNaN(value)) return text
  return (
    <button
      type="button"
      className={styles.copied}
      tabIndex={-1}
      title="Copy this number"
      aria-label={`${text}, copy`}
      onClick={() => void copyText(String(value), `Copied ${value}`)}
      onKeyDown={moveAmongNumbers}
    >
      {text}
    </button>
  )
}

function Row({ row, table, labels, within, open, onOpen, pick, act, shown, zone, window }: RowProps) {
  const folded = row.members.length > 0
  const alone = shown.isolated.includes(row.key)
  const choose = (event: MouseEvent) => (folded ? onOpen?.() : pick(row.key, event.ctrlKey || event.metaKey))
  const first = table.named ? undefined : labels[0]
  const others = table.named ? labels : labels.slice(1)
  const name = folded
    ? `${row.name}, mean of each`
    : (first && row.labels[first] ? `${row.letter} ${row.labels[first]}`.trim() : row.name) || 'all'
  return (
    <tr
      className={[within && styles.within, !row.shown && styles.hidden].filter(Boolean).join(' ')}
      data-row={row.key}
    >
      <th scope="row">
        <button
          type="button"
          className={row.standsOut ? styles.strong : styles.name}
          {...(folded ? { 'aria-expanded': open } : { 'aria-pressed': alone })}
          title={
            folded ? undefined : `${name}\nShow this one alone; again: all. Ctrl or Cmd: show or hide it`
          }
          onClick={choose}
          onKeyDown={moveAmongNumbers}
        >
          <span
            className={styles.swatch}
            style={{
              background: folded
                ? 'var(--crowd)'
                : row.colour === 0
                  ? 'var(--ink)'
                  : `var(--series-${row.colour})`,
            }}
          />
          {shortened(name, longest)}
          {folded ? <span aria-hidden> {open ? '▾' : '▸'}</span> : null}
        </button>
      </th>
      {others.map(label => (
        <td key={label} title={row.labels[label]}>
          {shortened(row.labels[label] ?? '', longest)}
        </td>
      ))}
      {table.measures.map(measure => {
        const why = whyNone(row, measure, zone)
        return (
          <td key={measure} className={styles.number}>
            {why === null ? (
              <Copied row={row} measure={measure} />
            ) : (
              <abbr title={why}>{measure === 'lift' ? 'new' : printMeasure(row, measure)}</abbr>
            )}
          </td>
        )
      })}
      <RowActs row={row} table={table} act={act} window={window} />
    </tr>
  )
}

/** Arrow keys go from number to number, from the name of a row on; Home and Esc go back to the name. */
function moveAmongNumbers(event: KeyboardEvent): void {
  const row = event.currentTarget.closest('tr')
  const stops = [...(row?.querySelectorAll<HTMLElement>(`th button, td button.${styles.copied}`) ?? [])]
  const now = stops.indexOf(event.currentTarget as HTMLElement)
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  const next = event.key === 'Home' || event.key === 'Escape' ? stops[0] : by === 0 ? null : stops[now + by]
  if (!next) return
  next.focus()
  event.preventDefault()
  event.stopPropagation()
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
              <Row
                key={row.key}
                {...shared}
                row={row}
                within={false}
                open={isOpen}
                onOpen={() => open(row.key)}
              />,
              ...members.map(member => <Row key={member.key} {...shared} row={member} within />),
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
