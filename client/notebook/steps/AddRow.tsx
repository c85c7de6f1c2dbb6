import { Button } from '#client/app/parts/Button.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import type { Addable } from './deeds.ts'
import styles from '#client/notebook/notebook.module.css'
import { usePage } from '#client/notebook/page/page.ts'
import { addStep } from './stepDeeds.ts'

/** The kinds of step that can be added, in the order they are offered. */
export const addables: readonly { readonly kind: Addable; readonly title: string; readonly about: string }[] =
  [
    { kind: 'query', title: 'Query', about: 'Ask a source, see a graph' },
    { kind: 'note', title: 'Note', about: 'Words, Markdown' },
    { kind: 'message', title: 'Message', about: 'What somebody said in chat' },
    { kind: 'events', title: 'Events', about: 'Deploys, flags, alerts in the window' },
  ]

/** What stands under the last step: the ways to go on. */
export function AddRow({ onInsert }: { readonly onInsert: () => void }) {
  const page = usePage()
  return (
    <div className={styles['add']} role="group" aria-label="Add below">
      <span>Add below:</span>
      {addables.map(({ kind, title, about }) => (
        <Button
          key={kind}
          small
          kind="quiet"
          className={kind === 'query' ? (styles['first'] ?? '') : ''}
          title={about}
          onClick={() => addStep(page, kind)}
        >
          {title}
        </Button>
      ))}
      <Button small kind="quiet" className={styles['slash'] ?? ''} onClick={onInsert}>
        or press <Kbd keys="/" />
      </Button>
    </div>
  )
}
