import { Field, fieldId, FieldTrouble } from './Field.tsx'
import type { SourceForm, Trouble } from './form.ts'
import styles from '#client/sources/sources.module.css'

export type PartProps = {
  readonly form: SourceForm
  readonly trouble: Trouble | null
  readonly onAlter: (form: SourceForm) => void
}

const ways = [
  ['none', 'No sign-in'],
  ['basic', 'User and password'],
  ['bearer', 'Bearer token'],
] as const

/** How to sign in, and with what. */
export function SignIn({ form, trouble, onAlter }: PartProps) {
  const hidden = { type: 'password', autoComplete: 'new-password' }
  return (
    <>
      <fieldset className={styles.choice}>
        <legend>How to sign in</legend>
        {ways.map(([kind, words]) => (
          <label key={kind}>
            <input
              id={form.auth === kind ? fieldId('auth') : undefined}
              type="radio"
              name="auth"
              checked={form.auth === kind}
              onChange={() => onAlter({ ...form, auth: kind, secret: '' })}
            />
            {words}
          </label>
        ))}
        <FieldTrouble name="auth" trouble={trouble} />
      </fieldset>
      {form.auth === 'basic' && (
        <div className={styles.pair}>
          <Field
            name="user"
            label="User"
            value={form.user}
            trouble={trouble}
            onType={user => onAlter({ ...form, user })}
          />
          <Field
            name="secret"
            label="Password"
            value={form.secret}
            trouble={trouble}
            onType={secret => onAlter({ ...form, secret })}
            {...hidden}
          />
        </div>
      )}
      {form.auth === 'bearer' && (
        <Field
          name="secret"
          label="Token"
          value={form.secret}
          trouble={trouble}
          onType={secret => onAlter({ ...form, secret })}
          {...hidden}
        />
      )}
    </>
  )
}
