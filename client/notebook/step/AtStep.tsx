import { useSyncExternalStore } from 'react'
import { PersonDisc } from '#client/app/person.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import styles from './step.module.css'

/** The others who are at this step now. */
export function AtStep({ step }: { readonly step: Id }) {
  const { session } = usePage()
  const others = useSyncExternalStore(session.subscribe, session.others)
  const here = others.filter(each => each.step === step)
  if (here.length === 0) return null
  return (
    <span className={styles['here']}>
      {here.map(each => (
        <PersonDisc key={each.client} person={each.person} />
      ))}
    </span>
  )
}
