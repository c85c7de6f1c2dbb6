import { type FormEvent, useId, useRef, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { signIn } from '#client/server/session.ts'
import { wordsOf } from '#client/server/trouble.ts'
import styles from './access.module.css'

/** The one field of signing in. What is wrong is said under it; the field keeps what was typed. */
export function PasswordForm({ onIn }: { readonly onIn: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const password = field.current?.value ?? ''
    if (password === '') return setTrouble('Type the password.')
    setBusy(true)
    try {
      await signIn(password)
      onIn()
    } catch (thrown) {
      setTrouble(wordsOf(thrown))
      field.current?.select()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <label htmlFor={id}>Password</label>
      <input
        ref={field}
        id={id}
        type="password"
        name="password"
        autoComplete="current-password"
        data-autofocus
        autoFocus
        aria-invalid={trouble !== null}
        aria-describedby={trouble === null ? undefined : `${id}-trouble`}
      />
      <p id={`${id}-trouble`} className={styles.trouble} role="alert">
        {trouble}
      </p>
      <Button kind="primary" type="submit" disabled={busy}>
        Sign in
      </Button>
    </form>
  )
}
