import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Popover } from '#client/app/parts/Popover.tsx'
import { useZone } from '#client/app/zone.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { rerunnable } from '#client/notebook/page/rerunnable.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { printZone } from '#shared/time/clock.ts'
import { resolveRange, type TimeRange } from '#shared/time/range.ts'
import styles from '#client/notebook/head/head.module.css'
import { rangeWords, typedRange } from './rangeWords.ts'
import { TwoTimes, type TypedTimes } from './TwoTimes.tsx'
import { ZoneSwitch } from './ZoneSwitch.tsx'

const presets: readonly (readonly [string, TimeRange])[] = [
  ['15 min', { from: 'now-15m', to: 'now' }],
  ['1 h', { from: 'now-1h', to: 'now' }],
  ['3 h', { from: 'now-3h', to: 'now' }],
  ['6 h', { from: 'now-6h', to: 'now' }],
  ['24 h', { from: 'now-24h', to: 'now' }],
  ['7 d', { from: 'now-7d', to: 'now' }],
  ['today', { from: 'now/d', to: 'now' }],
]

/** The window that the steps look at: presets, two typed fields, and whose clocks the times are on. Unjudged steps are asked again. */
export function RangeMenu() {
  const page = usePage()
  const { zone } = useZone()
  const now = useNow()
  const range = useOfNotebook(notebook => notebook.range)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState<TypedTimes>(range)
  const read = resolveRange(typed, now, zone)
  const set = (to: TimeRange) => {
    setOpen(false)
    const notebook = page.session.notebook()
    if (page.act([setNotebook(notebook, 'range', to)])) page.run(rerunnable(page.session.notebook()))
  }
  return (
    <Popover
      label="Time range"
      align="end"
      open={open}
      onOpenChange={next => {
        setTyped(typedRange(range, zone))
        setOpen(next)
      }}
      trigger={
        <Button small aria-label={`Time range: ${rangeWords(range, now, zone)}`}>
          {rangeWords(range, now, zone)} <span aria-hidden>▾</span>
        </Button>
      }
    >
      <form
        className={styles['times']}
        onSubmit={event => {
          event.preventDefault()
          if (read.ok) set(absolute(typed, read.window, range))
        }}
      >
        <div className={styles['presets']} role="group" aria-label="The last">
          {presets.map(([title, preset]) => (
            <Button key={title} small onClick={() => set(preset)}>
              {title}
            </Button>
          ))}
        </div>
        <TwoTimes typed={typed} onType={setTyped} read={read} zoneWords={printZone(now, zone)} />
        <p className={styles['aside']}>Steps not judged yet are run again; what was judged stays as it is.</p>
        <footer>
          <ZoneSwitch />
          <Button small kind="primary" type="submit" disabled={!read.ok}>
            Look there
          </Button>
        </footer>
      </form>
    </Popover>
  )
}

/** Typed clock times become instants, so that they mean the same on everybody's clocks; `now` stays as typed. */
function absolute(
  typed: TypedTimes,
  window: { readonly from: number; readonly to: number },
  was: TimeRange,
): TimeRange {
  const end = (text: string, at: number) => (/^\s*now/i.test(text) ? text.trim() : new Date(at).toISOString())
  const to = { from: end(typed.from, window.from), to: end(typed.to, window.to) }
  return to.from === was.from && to.to === was.to ? was : to
}
