import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import { usePage } from '#client/notebook/page/page.ts'
import type { Runs } from '#client/notebook/page/runs.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import styles from './head.module.css'

/** Re-runs every step that asks, one after the other, with its progress and Stop. Kept evidence stays as it is. */
export function RunAll({ runs }: { readonly runs: Runs }) {
  const { session } = usePage()
  const progress = useCell(runs.progress)
  if (progress)
    return (
      <span className={styles['progress']} role="status">
        <progress value={progress.done} max={progress.of} aria-label="Re-running the steps" />
        {progress.done + 1} of {progress.of}
        <Button small onClick={runs.stopAll}>
          Stop
        </Button>
      </span>
    )
  const all = () => void runs.start(askingSteps())
  const askingSteps = () =>
    shownSteps(session.notebook())
      .filter(step => step.is === 'ask')
      .map(step => step.id)
  return (
    <Button onClick={all} title="Asks every step again; what was judged stays as it is">
      Re-run all
    </Button>
  )
}
