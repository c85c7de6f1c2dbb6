import { useEffect, useState } from 'react'
import { useCell } from '#client/app/cell.ts'
import { Button } from '#client/app/parts/Button.tsx'
import { Menu } from '#client/app/parts/Menu.tsx'
import { useZone } from '#client/app/zone.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { useSources } from '#client/server/hooks.ts'
import { second } from '#shared/time/window.ts'
import { stepFollowsNow } from './follows.ts'
import { intervals, intervalWords } from './interval.ts'
import styles from './live.module.css'
import { liveSign } from './liveWords.ts'

/** Whether, and how often, the steps that follow now are refreshed, with how that goes; absent where no step follows now. */
export function LiveMenu() {
  const { live } = usePage()
  const every = useCell(live.every)
  const follows = useOfNotebook(notebook =>
    notebook.steps.some(step => !step.removed && stepFollowsNow(notebook, step)),
  )
  if (!follows) return null
  const title = every === null ? 'Live off' : `Live, ${intervalWords(every)}`
  return (
    <span className={styles['live']}>
      {every !== null && <Sign every={every} />}
      <Menu
        align="end"
        trigger={
          <Button small data-live={every !== null} className={styles['button'] ?? ''}>
            {every !== null && <i className={styles['dot']} aria-hidden />}
            {title} <span aria-hidden>▾</span>
          </Button>
        }
        rows={[
          { heading: 'Refresh steps that follow now' },
          { title: 'Off', checked: every === null, keys: 'l', run: () => live.every.set(null) },
          ...intervals.map(each => ({
            title: `Every ${intervalWords(each)}`,
            checked: each === every,
            run: () => live.every.set(each),
          })),
        ]}
      />
    </span>
  )
}

function Sign({ every }: { readonly every: number }) {
  const { live } = usePage()
  const { zone } = useZone()
  const sources = useSources().data ?? []
  const course = useCell(live.course)
  const candidates = useCell(live.candidates)
  const now = useSeconds(course.holds.size > 0)
  const titleOf = (id: string) => sources.find(source => source.id === id)?.title ?? id
  const sign = liveSign(course, candidates, every, now, titleOf, zone)
  if (sign === null) return null
  return (
    <>
      <span className={styles['sign']} data-held={sign.held} title={sign.text}>
        <span role="status">{sign.text.replace(/; .*/, '')}</span>
        {sign.text.replace(/^[^;]*/, '')}
      </span>
      {sign.held && (
        <Button small onClick={live.tryNow}>
          Try now
        </Button>
      )}
    </>
  )
}

/** The time, in milliseconds; drawn anew each second while `ticking`. */
export function useSeconds(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!ticking) return
    const tick = () => setNow(Date.now())
    const timer = setInterval(tick, second)
    tick()
    return () => clearInterval(timer)
  }, [ticking])
  return now
}
