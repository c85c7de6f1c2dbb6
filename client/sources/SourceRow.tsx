import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { notify } from '#client/app/notices.tsx'
import { useZone } from '#client/app/zone.ts'
import { forgetSources } from '#client/server/hooks.ts'
import { removeSource, testAgain } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { placeWords, stateWords, testWords } from './sourceWords.ts'
import styles from './sources.module.css'

type Said = { readonly tone: 'busy' | 'good' | 'failed'; readonly words: string }

/** One data source: what it is, where, and whether it answered last; Test, Edit, Remove. Removing asks once more, in place. */
export function SourceRow({
  source,
  onEdit,
}: {
  readonly source: SourceSummary
  readonly onEdit: () => void
}) {
  const { zone } = useZone()
  const [asking, setAsking] = useState(false)
  const [opened] = useState(Date.now)
  const [said, setSaid] = useState<Said | null>(null)
  const { id, title, state, fixed } = source
  const remove = async () => {
    try {
      await removeSource(id)
      await forgetSources()
      notify({ text: `${title} is removed. Evidence from it is kept.` })
    } catch (trouble) {
      notify({ tone: 'trouble', text: wordsOf(trouble) })
    }
  }
  const test = async () => {
    setSaid({ tone: 'busy', words: 'Asking…' })
    try {
      const result = await testAgain(id, null)
      setSaid({ tone: result.ok ? 'good' : 'failed', words: testWords(result, zone, Date.now()) })
      await forgetSources()
    } catch (trouble) {
      setSaid({ tone: 'failed', words: wordsOf(trouble) })
    }
  }
  const up = state?.up ?? true
  return (
    <li className={styles.source}>
      <div>
        <strong>{title}</strong>
        <p>
          {placeWords(source)}
          {fixed && ' · set by the operator'}
        </p>
        {said?.tone !== 'failed' && (
          <p className={up ? styles.quiet : styles.failed}>{stateWords(state, zone, opened)}</p>
        )}
        <p role="status" className={said === null ? styles.quiet : styles[said.tone]}>
          {said?.words}
        </p>
      </div>
      {asking ? (
        <span className={styles.acts}>
          <Button small onClick={() => setAsking(false)}>
            Keep
          </Button>
          <Button
            small
            kind="danger"
            autoFocus
            aria-label={`Remove ${title} for good`}
            onClick={() => void remove()}
          >
            Remove
          </Button>
        </span>
      ) : (
        <span className={styles.acts}>
          <Button
            small
            kind="quiet"
            disabled={said?.tone === 'busy'}
            aria-label={`Test ${title}`}
            onClick={() => void test()}
          >
            Test
          </Button>
          {source.kind !== 'embedded' && !fixed && (
            <>
              <Button small kind="quiet" aria-label={`Edit ${title}`} onClick={onEdit}>
                Edit
              </Button>
              <Button small kind="quiet" aria-label={`Remove ${title}`} onClick={() => setAsking(true)}>
                Remove
              </Button>
            </>
          )}
        </span>
      )}
    </li>
  )
}
