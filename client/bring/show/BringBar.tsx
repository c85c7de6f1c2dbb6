import { useEffect, useRef, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { openSources } from '#client/sources/SourcesHost.tsx'
import { bring, keepAsText, putAway } from '#client/bring/bring.ts'
import type { Offer } from '#client/bring/offer.ts'
import { take } from '#client/bring/take.ts'
import styles from './bring.module.css'
import { ChooseSteps } from './ChooseSteps.tsx'
import { LeftList } from './LeftList.tsx'
import { broughtWords } from './words.ts'

/** More steps than these are chosen from a list at once. */
const few = 12

/** What would become of a paste, and the ways to go on: add, choose, keep the text. Its first button has the focus; Esc puts it away. */
export default function BringBar({ offer }: { readonly offer: Offer }) {
  const bar = useRef<HTMLElement>(null)
  const ready = offer.is === 'ready' ? offer : null
  const steps = ready?.brought.steps ?? []
  const [choosing, setChoosing] = useState(steps.length > few)
  useEffect(() => {
    if (!choosing) bar.current?.querySelector('button')?.focus()
  }, [choosing])
  return (
    <aside
      ref={bar}
      className={styles['bar']}
      aria-label="What was pasted"
      onKeyDown={event => {
        if (event.key !== 'Escape' || choosing) return
        event.stopPropagation()
        putAway(offer)
      }}
    >
      <div className={styles['words']}>
        <p role="status">
          {ready === null ? 'Reading what the link leads to…' : broughtWords(ready.brought)}
        </p>
        {ready !== null && steps.length > 0 && (
          <Button small kind="primary" onClick={() => take(ready, steps)}>
            Add {steps.length === 1 ? 'it' : `all ${steps.length}`}
          </Button>
        )}
        {steps.length > 1 && (
          <Button small onClick={() => setChoosing(true)}>
            Choose…
          </Button>
        )}
        {ready?.connect && (
          <Button
            small
            kind={steps.length === 0 ? 'primary' : 'plain'}
            onClick={() => openSources({ grafana: ready.connect ?? '' })}
          >
            Connect this Grafana
          </Button>
        )}
        {ready?.connect && (
          <Button small onClick={() => bring(offer.page, offer.text, offer.field)}>
            Try again
          </Button>
        )}
        {offer.field !== null && (
          <Button small onClick={() => keepAsText(offer)}>
            Keep as text
          </Button>
        )}
        <Button small kind="quiet" onClick={() => putAway(offer)}>
          {ready === null ? 'Stop' : 'Not now'}
        </Button>
      </div>
      {ready !== null && <LeftList left={ready.brought.left} open={ready.brought.left.length <= 3} />}
      {ready !== null && choosing && (
        <ChooseSteps
          brought={ready.brought}
          chosen={steps.length > few ? [] : steps}
          onTake={wanted => take(ready, wanted)}
          onClose={() => setChoosing(false)}
        />
      )}
    </aside>
  )
}
