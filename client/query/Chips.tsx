import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useState } from 'react'
import { Menu } from '#client/app/parts/Menu.tsx'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { stepName } from '#client/notebook/steps/stepName.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { countLabels } from '#client/server/sourceApi.ts'
import { differenceOf } from '#client/text/editor/difference.ts'
import type { Request } from '#shared/ask/request.ts'
import type { Act, Id, Run } from '#shared/notebook/notebook.ts'
import type { Edit } from '#shared/notebook/operation.ts'
import { fill } from '#shared/query/variables/fill.ts'
import { day, week } from '#shared/time/window.ts'
import { splitChips } from './chips.ts'
import { useValues } from '#client/notebook/variables/values.ts'
import { languages } from '#client/query/words/languages.ts'
import styles from './query.module.css'
import { perSecond } from '#client/query/words/perSecond.ts'
import { readsOf } from '#client/query/words/selectorText.ts'

const maximum = 9

/** What can be done with a step's graph as a whole: split it by a label, compare it with earlier, lay it over another's. */
export function Chips(props: {
  readonly step: Id
  readonly request: Extract<Request, { kind: 'query' }>
  /** The run whose graph is shown. */
  readonly run: Run
}) {
  const { step, request, run } = props
  const { window } = run.asked
  const page = usePage()
  const written = request.queries.find(each => !each.removed && each.text.trim() !== '')
  const values = useValues(step, written?.source)
  const query = useMemo(
    () => written && { ...written, text: fill(written.text, values).text },
    [written, values],
  )
  const reads = useMemo(() => (query ? readsOf(query) : null), [query])
  const grouped = useMemo(
    () => (query ? (languages[query.language].groupedBy(query.text) ?? []) : []),
    [query],
  )
  const settled = useAfterQuiet()
  const match = reads?.match.slice(0, 1) ?? []
  const counted = useQuery({
    queryKey: ['cardinality', query?.source, match, window.from, window.to],
    queryFn: async ({ signal }) => {
      if (!query) return []
      const known = countLabels(query.source, { match, window }, { signal })
      return known.catch(async (error: unknown) => {
        if (signal.aborted) throw error
        const { keptLabels } = await import('./keptLabels.ts')
        return keptLabels(page.session.notebook(), run, query)
      })
    },
    enabled: settled && query !== undefined && match.length > 0,
    staleTime: 60_000,
  })
  if (!query || !written) return null
  const chips = splitChips(grouped, counted.data ?? [])
  const rate = perSecond(written)
  const showRate = () => {
    const change = rate === null ? null : differenceOf(written.text, rate)
    const text = { of: 'query', step, query: query.id } as const
    if (change && page.act([{ do: 'edit', text, edit: change.toJSON() as unknown as Edit }])) page.run([step])
  }
  const grow = (act: Act) => (event: MouseEvent) => page.grow(step, act, event.shiftKey)
  return (
    <div className={styles['chips']} onKeyDown={moveAmong} data-chips={step}>
      {rate !== null && (
        <button
          type="button"
          className={`${styles['chip']} ${styles['suggested']}`}
          title="This counter only ever rises; its rate shows when it rises faster"
          onClick={showRate}
        >
          Show per second
        </button>
      )}
      {chips.length > 0 && (
        <div className={styles['group']} role="group" aria-label="Split by label">
          <span aria-hidden>split</span>
          {chips.slice(0, maximum).map(chip => (
            <button
              key={chip.label}
              type="button"
              className={styles['chip']}
              aria-pressed={chip.on}
              data-split={!chip.on}
              onClick={grow({ kind: chip.on ? 'unsplit' : 'split', label: chip.label })}
            >
              <span className={styles['unseen']}>Split by </span>
              {chip.label}
              {chip.count !== '' && (
                <small>
                  {' '}
                  {chip.count}
                  <span className={styles['unseen']}> values</span>
                </small>
              )}
            </button>
          ))}
          {chips.length > maximum && (
            <Menu
              trigger={
                <button type="button" className={styles['chip']} aria-label="Split by another label">
                  …
                </button>
              }
              rows={chips.slice(maximum).map(chip => ({
                title: chip.label,
                about: `${chip.count} values`,
                run: () => page.grow(step, { kind: 'split', label: chip.label }, false),
              }))}
            />
          )}
        </div>
      )}
      <div className={styles['group']} role="group" aria-label="Compare with earlier">
        <span aria-hidden>compare</span>
        <button
          type="button"
          className={styles['chip']}
          aria-pressed={request.against === day}
          data-compare
          onClick={grow({ kind: 'compare', against: day })}
        >
          <span className={styles['unseen']}>Compare with the day before, </span>−1 d
        </button>
        <button type="button" className={styles['chip']} onClick={grow({ kind: 'compare', against: week })}>
          <span className={styles['unseen']}>Compare with the week before, </span>−1 w
        </button>
        <Combine step={step} />
      </div>
    </div>
  )
}

function Combine({ step }: { readonly step: Id }) {
  const page = usePage()
  const steps = useOfNotebook(notebook => notebook.steps)
  const others = useMemo(
    () =>
      shownSteps({ ...page.session.notebook(), steps })
        .map((each, index) => ({ each, number: index + 1 }))
        .filter(({ each }) => each.id !== step && each.is === 'ask' && each.request.kind === 'query'),
    [steps, step, page],
  )
  if (others.length === 0) return null
  return (
    <Menu
      trigger={
        <button type="button" className={styles['chip']}>
          on one graph with…
        </button>
      }
      rows={others.map(({ each, number }) => ({
        title: `${number} ${stepName(each)}`,
        run: () => page.grow(step, { kind: 'combine', with: each.id }, false),
      }))}
    />
  )
}

/** False at first, true a moment after the graph had its chance to be drawn. */
function useAfterQuiet(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 120)
    return () => clearTimeout(timer)
  }, [])
  return settled
}

function moveAmong(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (by === undefined || event.altKey) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.indexOf(event.target as HTMLButtonElement)
  event.preventDefault()
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
}
