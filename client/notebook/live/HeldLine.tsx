import { useCell } from '#client/app/cell.ts'
import { Button } from '#client/app/parts/Button.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { stepKey } from './course.ts'
import { useSeconds } from './LiveMenu.tsx'
import styles from './live.module.css'
import { stepHeldWords } from './liveWords.ts'

/** Why a step is not refreshed for now, at the step: its own failures, not those of its source. */
export function HeldLine({ step }: { readonly step: Id }) {
  const { live } = usePage()
  const held = usePicked(live.course, course => course.holds.has(stepKey(step)))
  return held && live.every.get() !== null ? <Held step={step} /> : null
}

function Held({ step }: { readonly step: Id }) {
  const { live } = usePage()
  const course = useCell(live.course)
  const words = stepHeldWords(course, step, useSeconds(true))
  if (words === null) return null
  return (
    <p className={styles['held']}>
      <span>{words}</span>
      <Button small kind="quiet" onClick={live.tryNow}>
        Try now
      </Button>
    </p>
  )
}
