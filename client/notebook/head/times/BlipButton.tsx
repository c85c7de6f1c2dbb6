import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Popover } from '#client/app/parts/Popover.tsx'
import { useZone } from '#client/app/zone.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import type { Before } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { printZone } from '#shared/time/clock.ts'
import { resolveRange } from '#shared/time/range.ts'
import { beforeWords, typedInstant, windowWords } from './blipWords.ts'
import styles from '#client/notebook/head/head.module.css'
import { TwoTimes, type TypedTimes } from './TwoTimes.tsx'

type Choice = 'ahead' | 'day' | 'week' | 'own'

const choices: readonly (readonly [Choice, string])[] = [
  ['ahead', '30 min, ending 1 min ahead'],
  ['day', 'the same time a day earlier'],
  ['week', 'the same time a week earlier'],
  ['own', 'a window of its own'],
]

const choiceOf = (before: Before): Choice =>
  before === null ? 'ahead' : before === 'day' || before === 'week' ? before : 'own'

/** The blip and what it is compared with, to read and to type. */
export function BlipButton() {
  const { zone } = useZone()
  const blip = useOfNotebook(notebook => notebook.blip)
  const before = useOfNotebook(notebook => notebook.before)
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="The blip"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button small kind="quiet" className={styles['blip'] ?? ''}>
          {blip ? (
            <span>
              <i className={styles['swatch']} aria-hidden /> Blip <b>{windowWords(blip, zone)}</b>, before{' '}
              <b>{beforeWords(blip, before, zone)}</b>
            </span>
          ) : (
            <span>Blip: drag over it in a graph, or type its times</span>
          )}
        </Button>
      }
    >
      <BlipForm onDone={() => setOpen(false)} />
    </Popover>
  )
}

function BlipForm({ onDone }: { readonly onDone: () => void }) {
  const page = usePage()
  const { zone } = useZone()
  const now = useNow()
  const notebook = page.session.notebook()
  const start = (window: { readonly from: number; readonly to: number } | null): TypedTimes =>
    window
      ? { from: typedInstant(window.from, zone), to: typedInstant(window.to, zone) }
      : { from: '', to: '' }
  const [typed, setTyped] = useState(() => start(notebook.blip))
  const [choice, setChoice] = useState(() => choiceOf(notebook.before))
  const [own, setOwn] = useState(() => start(baselineOf(notebook.blip, notebook.before)))
  const read = resolveRange(typed, now, zone)
  const readOwn = resolveRange(own, now, zone)
  const set = () => {
    if (!read.ok || (choice === 'own' && !readOwn.ok)) return
    const before: Before =
      choice === 'ahead' ? null : choice === 'own' ? (readOwn.ok ? readOwn.window : null) : choice
    const operations: Operation[] = [
      setNotebook(notebook, 'blip', read.window),
      setNotebook(notebook, 'before', before),
    ]
    if (page.act(operations)) onDone()
  }
  const zoneWords = printZone(notebook.blip?.from ?? now, zone)
  return (
    <form
      className={styles['times']}
      onSubmit={event => {
        event.preventDefault()
        set()
      }}
    >
      <TwoTimes
        typed={typed}
        onType={setTyped}
        read={typed.from === '' && typed.to === '' ? quiet : read}
        zoneWords={zoneWords}
      />
      <label className={styles['choice']}>
        Before
        <select value={choice} onChange={event => setChoice(event.target.value as Choice)}>
          {choices.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {choice === 'own' && (
        <TwoTimes typed={own} onType={setOwn} read={readOwn} zoneWords={zoneWords} of="before, " />
      )}
      <footer>
        {notebook.blip && (
          <Button
            small
            onClick={() => {
              if (page.act([setNotebook(notebook, 'blip', null)])) onDone()
            }}
          >
            No blip
          </Button>
        )}
        <Button small kind="primary" type="submit" disabled={!read.ok || (choice === 'own' && !readOwn.ok)}>
          Set the blip
        </Button>
      </footer>
    </form>
  )
}

const quiet = { ok: true, window: { from: 0, to: 1 } } as const
