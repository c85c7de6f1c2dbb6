import type { Id } from '#shared/notebook/notebook.ts'
import { useDrag } from '#client/notebook/steps/dragging.ts'
import styles from './step.module.css'

/** The grip by which a step is dragged to another place; the keys for it are Alt+↑ and Alt+↓. */
export function DragHandle({ step, number }: { readonly step: Id; readonly number: number }) {
  const drag = useDrag(step)
  return (
    <button type="button" className={styles['grip']} aria-label={`Drag step ${number}`} {...drag}>
      ⠿
    </button>
  )
}
