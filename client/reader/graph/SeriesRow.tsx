import type { KeyboardEvent, MouseEvent } from 'react'
import { copyText } from '#client/app/copyText.ts'
import { seriesInk } from '#client/theme/seriesInk.ts'
import { SeriesLinks } from '#client/links/SeriesLinks.tsx'
import type { Act } from '#shared/notebook/notebook.ts'
import { printMeasure } from '#shared/picture/measure.ts'
import { shortened } from '#shared/picture/place/box.ts'
import type { SeriesKey, SeriesState } from '#shared/picture/shown.ts'
import type { Measure, Table, TableRow } from '#shared/picture/table.ts'
import { printClock, type Zone } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'
import styles from './table.module.css'

/** Letters shown of a label's value; the others are in its title. */
const longest = 44

/** Why a row has no number where others have: it was not there yet. Null where it has one, or nothing is known of why. */
const whyNone = ({ values, began, name }: TableRow, measure: Measure, zone: Zone): string | null =>
  began !== null && Number.isNaN(values[measure]) && Number.isNaN(values.before) && !Number.isNaN(values.blip)
    ? `No data before: ${name} began at ${printClock(began, zone)}`
    : null

/** What a row of the table may do, and what it is read with. */
export type Acts = {
  readonly zone: Zone
  /** What is looked at: links on labels lead there. */
  readonly window: Window
  readonly pick: (key: SeriesKey, several: boolean) => void
  /** Filters to a series, or excludes it, in one of the queries; `keep` where Shift was held. Absent: nothing is offered. */
  readonly act: ((act: Act, query: string, keep: boolean) => void) | undefined
  /** The title of a query's source, by the query, where a graph has several sources. */
  readonly sources: ReadonlyMap<string, string>
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

/** A series in numbers, or a group of them that opens. */
export function SeriesRow(props: RowProps) {
  const { row, table, labels, within, open, onOpen, pick, act, shown, zone, window } = props
  const source = props.sources.get(row.query)
  const from = source === undefined ? '' : `\n${row.letter} is asked of ${source}`
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
            folded
              ? undefined
              : `${name}${from}\nShow this one alone; again: all. Ctrl or Cmd: show or hide it`
          }
          onClick={choose}
          onKeyDown={moveAmongNumbers}
        >
          <span className={styles.swatch} style={{ background: seriesInk(folded ? null : row.colour) }} />
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
