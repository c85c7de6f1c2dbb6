import type { ComponentPropsWithRef, ReactNode } from 'react'
import type { FieldName, Trouble } from './form.ts'
import styles from '#client/sources/sources.module.css'

/** The element of a field, for the focus to go to. */
export const fieldId = (name: FieldName): string => `source-${name}`

/** What is wrong with a field, said under it. */
export function FieldTrouble({
  name,
  trouble,
}: {
  readonly name: FieldName
  readonly trouble: Trouble | null
}) {
  if (trouble?.field !== name) return null
  return (
    <span id={`${fieldId(name)}-trouble`} className={styles.failed} role="alert">
      {trouble.reason}
    </span>
  )
}

type FieldProps = Omit<ComponentPropsWithRef<'input'>, 'name' | 'value' | 'onChange'> & {
  readonly name: FieldName
  readonly label: ReactNode
  /** Null: kept and not shown; stays so while nothing is typed. */
  readonly value: string | null
  readonly trouble: Trouble | null
  readonly onType: (value: string) => void
}

/** One line of text with its label above it and its trouble below. */
export function Field({ name, label, value, trouble, onType, ...rest }: FieldProps) {
  const wrong = trouble?.field === name
  return (
    <div className={styles.field}>
      <label htmlFor={fieldId(name)}>{label}</label>
      <input
        id={fieldId(name)}
        value={value ?? ''}
        placeholder={value === null ? 'kept; type to replace it' : undefined}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${fieldId(name)}-trouble` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={event => onType(event.target.value)}
        {...rest}
      />
      <FieldTrouble name={name} trouble={trouble} />
    </div>
  )
}
