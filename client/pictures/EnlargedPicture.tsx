import { Dialog } from '#client/app/parts/Dialog.tsx'
import styles from './pictures.module.css'

export type Enlarged = { readonly address: string; readonly words: string }

/** One picture as large as the window allows; Esc, or a press beside it, goes back. */
export function EnlargedPicture({
  picture,
  onClose,
}: {
  readonly picture: Enlarged
  readonly onClose: () => void
}) {
  return (
    <Dialog open fit title={picture.words || 'Picture'} onClose={onClose}>
      <img className={styles.enlarged} src={picture.address} alt={picture.words} />
    </Dialog>
  )
}
