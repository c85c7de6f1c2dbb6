import { TimeText } from '#client/app/parts/TimeText.tsx'
import type { Space } from '#shared/wire/space.ts'
import { bytesWords } from './bytesWords.ts'
import styles from './space.module.css'

const count = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`

/** When the server last cleared up by itself, what that came to, and when it does so next. */
export function Sweeps({ space }: { readonly space: Space }) {
  const { swept, next } = space
  return (
    <p className={styles.none}>
      {swept === null ? (
        'The server has not cleared up since it was started.'
      ) : (
        <>
          The server cleared up at <TimeText at={swept.at} />
          {swept.bytes === 0
            ? ': there was nothing to remove.'
            : `: ${count(swept.evidence, 'piece', 'pieces')} of evidence and ${count(swept.pictures, 'picture', 'pictures')}, ${bytesWords(swept.bytes)}.`}
        </>
      )}{' '}
      {next !== null && (
        <>
          It does so next at <TimeText at={next} />.
        </>
      )}
    </p>
  )
}
