import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { useCell } from '#client/app/cell.ts'
import { comeBackIn, standing } from './signedOut.ts'
import { PasswordForm } from './PasswordForm.tsx'
import styles from './access.module.css'

/** Asks for the password again where a session ended under an open page; nothing on the page is lost meanwhile. */
export function SignedOut() {
  const is = useCell(standing)
  if (is === 'in') return null
  if (is === 'later')
    return (
      <div className={styles.bar} role="status">
        Signed out. What you write is kept in this browser.
        <Button small onClick={() => standing.set('asked')}>
          Sign in
        </Button>
      </div>
    )
  return (
    <Dialog
      open
      onClose={() => standing.set('later')}
      title="Signed out"
      description="The password was changed, or it has been long. What you wrote is kept in this browser, and is sent when you are back."
    >
      <PasswordForm onIn={comeBackIn} />
    </Dialog>
  )
}
