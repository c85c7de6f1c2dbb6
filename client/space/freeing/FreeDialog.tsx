import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { wordsOf } from '#client/server/trouble.ts'
import { bytesWords } from '#client/space/bytesWords.ts'
import type { Offer } from './freeing.ts'
import styles from '#client/space/space.module.css'
import { beginFreeing } from '#client/space/spaceCalls.ts'

/** Asks before something is freed, and says about how much that will be. */
export function FreeDialog({ offer, onClose }: { readonly offer: Offer; readonly onClose: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const begin = () => void beginFreeing(offer.question).then(onClose, thrown => setTrouble(wordsOf(thrown)))
  return (
    <Dialog
      open
      onClose={onClose}
      title={offer.title}
      description={offer.about}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" data-autofocus="" onClick={begin}>
            Free about {bytesWords(offer.bytes)}
          </Button>
        </>
      }
    >
      {trouble !== null && (
        <p className={styles.over} role="alert">
          {trouble}
        </p>
      )}
    </Dialog>
  )
}
