import { useEffect, useRef } from 'react'
import styles from '#client/sources/sources.module.css'
import { briefLength } from '#client/notebook/step/stepMeta.ts'
import type { GrafanaList } from '#shared/wire/wire.ts'

type GrafanaChoiceProps = {
  readonly found: Extract<GrafanaList, { ok: true }>
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
}

/** The data sources that can be asked, to choose from; the others are counted and named with why not. */
export function GrafanaChoice({ found, chosen, onChoose }: GrafanaChoiceProps) {
  const { sources, others, version } = found
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const toggle = (uid: string) =>
    onChoose(new Set(chosen.has(uid) ? [...chosen].filter(one => one !== uid) : [...chosen, uid]))
  return (
    <fieldset className={styles.found}>
      <legend>
        {sources.length === 0 ? 'No data source that can be asked' : 'Data sources'}
        {version === 'unknown' ? '' : ` of Grafana ${version}`}
      </legend>
      {sources.map((one, i) => (
        <label key={one.uid}>
          <input
            ref={i === 0 ? first : undefined}
            type="checkbox"
            checked={chosen.has(one.uid)}
            onChange={() => toggle(one.uid)}
          />
          <span>
            {one.name}
            <small>
              {one.type}
              {one.isDefault ? ', the default' : ''}, every {briefLength(one.scrape)}
            </small>
          </span>
        </label>
      ))}
      {others.length > 0 && (
        <details>
          <summary>
            {others.length === 1 ? 'One cannot be asked' : `${others.length} cannot be asked`}
          </summary>
          <ul>
            {others.map(({ name, why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </fieldset>
  )
}
