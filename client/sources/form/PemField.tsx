import { fieldId, FieldTrouble } from './Field.tsx'
import type { PartProps } from './SignIn.tsx'
import styles from '#client/sources/sources.module.css'

type PemFieldProps = PartProps & { readonly name: 'ca' | 'certificate' | 'key'; readonly label: string }

const largest = 200_000

/** A PEM text: pasted, or the file of it dropped on the field. */
export function PemField({ name, label, form, trouble, onAlter }: PemFieldProps) {
  const value = form[name]
  const type = (text: string) => onAlter({ ...form, [name]: text })
  const wrong = trouble?.field === name
  return (
    <label className={styles.field}>
      {label}
      <textarea
        id={fieldId(name)}
        rows={2}
        value={value ?? ''}
        placeholder={
          value === null
            ? 'kept; paste or drop a file to replace it'
            : 'Paste a PEM text, or drop its file here'
        }
        aria-invalid={wrong}
        aria-describedby={wrong ? `${fieldId(name)}-trouble` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={event => type(event.target.value)}
        onDrop={event => {
          const file = event.dataTransfer.files[0]
          if (file === undefined) return
          event.preventDefault()
          if (file.size <= largest) void file.text().then(type)
        }}
      />
      <FieldTrouble name={name} trouble={trouble} />
    </label>
  )
}
