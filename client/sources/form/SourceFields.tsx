import { Field } from './Field.tsx'
import { sorted } from './form.ts'
import { More } from './More.tsx'
import { SignIn, type PartProps } from './SignIn.tsx'
import styles from '#client/sources/sources.module.css'

/** The fields of a source; what is wrong is said under its field. */
export function SourceFields(part: PartProps) {
  const { form, trouble, onAlter } = part
  const sort = () => {
    const next = sorted(form)
    if (next !== form) onAlter(next)
  }
  return (
    <div className={styles.fields}>
      <Field
        name="address"
        label={form.grafana === null ? 'Address' : 'Address of the Grafana'}
        value={form.address}
        trouble={trouble}
        data-autofocus
        inputMode="url"
        placeholder="http://127.0.0.1:9090"
        onType={address => onAlter({ ...form, address })}
        onBlur={sort}
      />
      <SignIn {...part} />
      <Field
        name="title"
        label="Name (the host unless given)"
        value={form.title}
        trouble={trouble}
        maxLength={80}
        onType={title => onAlter({ ...form, title })}
      />
      <More {...part} isGrafana={false} />
    </div>
  )
}
