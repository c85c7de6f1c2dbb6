import { hrefOf } from '#shared/series/labelLink.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Window } from '#shared/time/window.ts'
import { useLabelLinks } from './useLabelLinks.ts'
import styles from './links.module.css'

/** Where the labels of a series lead, by the team's links; nothing where none fits. `window`: the one that is looked at. */
export function SeriesLinks({
  labels,
  window,
  name,
}: {
  readonly labels: Labels
  readonly window: Window
  readonly name: string
}) {
  const links = useLabelLinks().data ?? []
  const fitting = links.flatMap(link => {
    const href = hrefOf(link, labels, window)
    return href === null ? [] : [{ ...link, href }]
  })
  return fitting.map(({ title, href, label }) => (
    <a
      key={`${label} ${title} ${href}`}
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      title={`${title} of ${label} ${labels[label] ?? ''}`}
      aria-label={`${title} of ${name}`}
    >
      {title}
      <span aria-hidden> ↗</span>
    </a>
  ))
}
