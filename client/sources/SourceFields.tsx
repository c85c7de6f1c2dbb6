import type { SourceForm } from './sourceWords.ts'
import styles from './sources.module.css'

type SourceFieldsProps = {
  readonly form: SourceForm
  readonly missing: { readonly field: string; readonly reason: string } | null
  readonly onAlter: (form: SourceForm) => void
}

const signIns = [
  ['none', 'No sign-in'],
  ['basic', 'User and password'],
  ['bearer', 'Bearer token'],
] as const

/** The fields of a new Prometheus; what is missing is said under its field. */
export function SourceFields({ form, missing, onAlter }: SourceFieldsProps) {
  const field = (name: 'address' | 'title' | 'user' | 'secret', label: string, more: object = {}) => (
    <label className={styles.field}>
      {label}
      <input
        id={`source-${name}`}
        value={form[name]}
        aria-invalid={missing?.field === name}
        aria-describedby={missing?.field === name ? `source-${name}-missing` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={event => onAlter({ ...form, [name]: event.target.value })}
        {...more}
      />
      {missing?.field === name && (
        <span id={`source-${name}-missing`} className={styles.failed}>
          {missing.reason}
        </span>
      )}
    </label>
  )
  return (
    <div className={styles.fields}>
      {field('address', 'Address', {
        'data-autofocus': true,
        inputMode: 'url',
        placeholder: 'http://127.0.0.1:9090',
      })}
      {field('title', 'Name (the host unless given)', { maxLength: 80 })}
      <fieldset className={styles.signIn}>
        <legend>How to sign in</legend>
        {signIns.map(([kind, words]) => (
          <label key={kind}>
            <input
              type="radio"
              name="auth"
              checked={form.auth === kind}
              onChange={() => onAlter({ ...form, auth: kind, secret: '' })}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {form.auth === 'basic' && field('user', 'User')}
      {form.auth !== 'none' &&
        field('secret', form.auth === 'basic' ? 'Password' : 'Token', {
          type: 'password',
          autoComplete: 'new-password',
        })}
    </div>
  )
}
