import { useSyncExternalStore } from 'react'
import { usePerson } from '#client/app/person.tsx'
import { anonymous } from '#client/notebook/page/anonymous.ts'
import { usePage } from '#client/notebook/page/page.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import styles from '#client/notebook/step/step.module.css'

/** That somebody else runs this step now. */
export function TheirRun({ step }: { readonly step: Id }) {
  const { session } = usePage()
  const me = usePerson().person ?? anonymous
  const by = useSyncExternalStore(session.subscribe, () => session.running().get(step)?.by)
  if (!by || by.id === me.id) return null
  return (
    <p className={styles['theirs']} role="status">
      {by.name} is running this step…
    </p>
  )
}
