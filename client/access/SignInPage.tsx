import { useTitle } from '#client/app/shell/title.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { wayBack } from './wayBack.ts'
import styles from './access.module.css'

/** The page before all others where a password is asked for. */
export function SignInPage() {
  useTitle('Sign in')
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <h1>
          <img src="/favicon.svg" alt="" width={26} height={26} /> Blipbook
        </h1>
        <p>This notebook is shared: its team has a password for it.</p>
        <PasswordForm onIn={() => location.replace(wayBack(location.search, location.hash))} />
      </div>
    </main>
  )
}
