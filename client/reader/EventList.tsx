import { printClock, type Zone } from '#shared/time/clock.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import { canonicalLabels } from '#shared/series/labels.ts'
import styles from './events.module.css'

/** Events of the world as a list: when, what, and what is known of it. */
export function EventList({ events, zone }: { readonly events: readonly WorldEvent[]; readonly zone: Zone }) {
  if (events.length === 0) return <p className={styles.none}>No events in this window.</p>
  return (
    <table className={styles.events}>
      <thead>
        <tr>
          <th scope="col">time</th>
          <th scope="col">kind</th>
          <th scope="col">event</th>
          <th scope="col">where</th>
        </tr>
      </thead>
      <tbody>
        {events.map(event => (
          <tr key={event.id}>
            <td>{printClock(event.at, zone)}</td>
            <td>{event.kind}</td>
            <td>{event.link === undefined ? event.title : <EventLink event={event} link={event.link} />}</td>
            <td>{Object.values(canonicalLabels(event.labels)).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function EventLink({ event, link }: { readonly event: WorldEvent; readonly link: string }) {
  return /^https?:/.test(link) ? (
    <a href={link} target="_blank" rel="noopener noreferrer">
      {event.title}
    </a>
  ) : (
    event.title
  )
}
