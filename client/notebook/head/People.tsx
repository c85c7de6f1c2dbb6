import { useSyncExternalStore } from 'react'
import { PersonDisc } from '#client/app/person.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import styles from './head.module.css'

/** The others who have this notebook open; a press goes to the step they are at. */
export function People() {
  const page = usePage()
  const others = useSyncExternalStore(page.session.subscribe, page.session.others)
  if (others.length === 0) return null
  return (
    <span className={styles['people']} role="group" aria-label="Also here">
      {others.map(each => (
        <button
          key={each.client}
          type="button"
          aria-label={`${each.person.name}: go to their step`}
          disabled={each.step === null}
          onClick={() => each.step !== null && page.select(each.step, true)}
        >
          <PersonDisc person={each.person} />
        </button>
      ))}
    </span>
  )
}
