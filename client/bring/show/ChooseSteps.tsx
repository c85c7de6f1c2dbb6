import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import type { Brought, BroughtStep } from '#shared/forms/bring/brought.ts'
import styles from './bring.module.css'
import { LeftList } from './LeftList.tsx'
import { bySection, isFound, nameOf } from './words.ts'

/** Which steps of a dashboard are wanted, by its rows, with a search. */
export function ChooseSteps(props: {
  readonly brought: Brought
  readonly chosen: readonly BroughtStep[]
  readonly onTake: (steps: readonly BroughtStep[]) => void
  readonly onClose: () => void
}) {
  const { steps, title, left } = props.brought
  const [chosen, setChosen] = useState<ReadonlySet<BroughtStep>>(() => new Set(props.chosen))
  const [typed, setTyped] = useState('')
  const found = steps.filter(step => isFound(step, typed))
  const put = (which: readonly BroughtStep[], wanted: boolean) => {
    const next = new Set(chosen)
    for (const step of which)
      if (wanted) next.add(step)
      else next.delete(step)
    setChosen(next)
  }
  const allFound = found.length > 0 && found.every(step => chosen.has(step))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen.size > 0) props.onTake(steps.filter(step => chosen.has(step)))
  }
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={title === '' ? 'Choose steps' : `Choose from “${title}”`}
    >
      <form onSubmit={submit}>
        <div className={styles['search']}>
          <input
            data-autofocus
            type="search"
            value={typed}
            placeholder="Search titles and queries"
            aria-label="Search titles and queries"
            onChange={event => setTyped(event.target.value)}
          />
          <Button small kind="quiet" disabled={found.length === 0} onClick={() => put(found, !allFound)}>
            {allFound ? 'None' : 'All'}
            {typed === '' ? '' : ' found'}
          </Button>
        </div>
        <div className={styles['choices']} data-long={steps.length > 12}>
          {found.length === 0 && <p>No panel has these words.</p>}
          {bySection(found).map((group, i) => (
            <fieldset key={i}>
              {group.section !== '' && <legend>{group.section}</legend>}
              {group.steps.map((step, j) => (
                <label key={j}>
                  <input
                    type="checkbox"
                    checked={chosen.has(step)}
                    onChange={event => put([step], event.target.checked)}
                  />
                  <span>{nameOf(step)}</span>
                  {step.is === 'ask' && step.title !== '' && (
                    <code>{step.queries.map(query => query.text).join(' · ')}</code>
                  )}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <LeftList left={left} open={false} />
        <div className={styles['foot']}>
          <Button onClick={props.onClose}>Not now</Button>
          <Button kind="primary" type="submit" disabled={chosen.size === 0}>
            Take {chosen.size} of {steps.length}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
