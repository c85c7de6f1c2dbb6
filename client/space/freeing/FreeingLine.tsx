import { Button } from '#client/app/parts/Button.tsx'
import type { Freeing } from '#shared/wire/space.ts'
import { freeingWords } from './freeing.ts'
import styles from '#client/space/space.module.css'
import { stopFreeing } from '#client/space/spaceCalls.ts'

/** What is being freed, with the way to stop it; then how much it was. */
export function FreeingLine({ freeing }: { readonly freeing: Freeing }) {
  const going = freeing.state === 'going'
  return (
    <div className={styles.freeing}>
      <span role="status">{freeingWords(freeing)}</span>
      {going && (
        <>
          <progress aria-label="Freed" max={Math.max(1, freeing.of)} value={freeing.freed} />
          <Button small onClick={() => void stopFreeing()}>
            Stop
          </Button>
        </>
      )}
    </div>
  )
}
