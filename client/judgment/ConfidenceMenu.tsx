import { Menu } from '#client/app/parts/Menu.tsx'
import { confidenceWords } from '#client/app/parts/VerdictSign.tsx'
import { type Confidence, confidences } from '#shared/notebook/notebook.ts'
import styles from './judgment.module.css'

/** How sure the author is, to read and to alter. */
export function ConfidenceMenu(props: {
  readonly confidence: Confidence
  readonly onPick: (confidence: Confidence) => void
}) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={styles['inline']}
          aria-label={`Confidence: ${confidenceWords[props.confidence]}`}
        >
          {confidenceWords[props.confidence]}
        </button>
      }
      rows={confidences.map(each => ({
        title: confidenceWords[each],
        checked: each === props.confidence,
        run: () => props.onPick(each),
      }))}
    />
  )
}
