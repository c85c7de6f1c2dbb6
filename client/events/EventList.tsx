import { TimeText } from '#client/app/TimeText.tsx'
import type { WorldEvent } from '#shared/ask/event.ts'
import styles from './events.module.css'

/** Events in the order they happened, as a table. */
export function EventList({ events }: { readonly events: readonly WorldEvent[] }) {
  if (events.length === 0) return <p className={styles['none']}>No event is known in this window.</p>
  return (
    <table className={styles['list']}>
      <thead>
        <tr>
          <th>time</th>
          <th>kind</th>
          <th>what</th>
          <th>labels</th>
        </tr>
      </thead>
      <tbody>
        {events.map(event => (
          <tr key={event.id}>
            <td>
              <TimeText at={event.at} />
              {event.until !== undefined && (
                <>
                  –<TimeText at={event.until} />
                </>
              )}
            </td>
            <td>{event.kind}</td>
            <td>
              {event.link === undefined ? (
                event.title
              ) : (
                <a href={event.link} target="_blank" rel="noopener noreferrer">
                  {event.title}
                </a>
              )}
            </td>
            <td className={styles['labels']}>
              {Object.entries(event.labels)
                .map(([name, value]) => `${name}=${value}`)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
