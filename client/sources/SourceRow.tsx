import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { notify } from '#client/app/notices.tsx'
import { useZone } from '#client/app/zone.ts'
import { forgetSources } from '#client/server/hooks.ts'
import { removeSource } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { kindWords, stateWords } from './sourceWords.ts'
import styles from './sources.module.css'

/** One data source: what it is, where, and whether it answered last. Removing asks once more, in place. */
export function SourceRow({ source }: { readonly source: SourceSummary }) {
  const { zone } = useZone()
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    try {
      await removeSource(source.id)
      await forgetSources()
      notify({ text: `${source.title} is removed. Evidence from it is kept.` })
    } catch (trouble) {
      notify({ tone: 'trouble', text: wordsOf(trouble) })
    }
  }
  const up = source.state?.up ?? true
  return (
    <li className={styles.source}>
      <div>
        <strong>{source.title}</strong>
        <p>{source.address ?? kindWords[source.kind]}</p>
        <p className={up ? styles.quiet : styles.failed}>{stateWords(source.state, zone)}</p>
      </div>
      {source.kind !== 'embedded' &&
        (source.fixed ? (
          <span className={styles.quiet}>set by the operator</span>
        ) : asking ? (
          <span className={styles.sure}>
            <Button small onClick={() => setAsking(false)}>
              Keep
            </Button>
            <Button
              small
              kind="danger"
              autoFocus
              aria-label={`Remove ${source.title} for good`}
              onClick={() => void remove()}
            >
              Remove
            </Button>
          </span>
        ) : (
          <Button small kind="quiet" aria-label={`Remove ${source.title}`} onClick={() => setAsking(true)}>
            Remove
          </Button>
        ))}
    </li>
  )
}
