import { Button } from '#client/app/parts/Button.tsx'
import { fieldId, FieldTrouble } from './Field.tsx'
import type { PartProps } from './SignIn.tsx'
import styles from '#client/sources/sources.module.css'

const tenant = 'X-Scope-OrgID'
const organisation = 'X-Grafana-Org-Id'

/** Headers that go with every request; the one that names a tenant is offered. */
export function HeaderFields({
  form,
  trouble,
  onAlter,
  isGrafana,
}: PartProps & { readonly isGrafana: boolean }) {
  const { headers } = form
  const put = (next: typeof headers) => onAlter({ ...form, headers: next })
  const alter = (at: number, change: Partial<(typeof headers)[number]>) =>
    put(headers.map((one, i) => (i === at ? { ...one, ...change } : one)))
  const offered = isGrafana ? organisation : tenant
  const isOffered = !headers.some(one => one.name.toLowerCase() === offered.toLowerCase())
  return (
    <fieldset className={styles.headers} id={fieldId('headers')} tabIndex={-1}>
      <legend>Headers sent with every request</legend>
      {headers.map((one, i) => (
        <div key={i} className={styles.header}>
          <input
            aria-label={`Name of header ${i + 1}`}
            value={one.name}
            placeholder="Name"
            autoComplete="off"
            spellCheck={false}
            onChange={event => alter(i, { name: event.target.value })}
          />
          <input
            aria-label={`Value of header ${i + 1}`}
            value={one.value ?? ''}
            placeholder={one.value === null ? 'kept; type to replace it' : 'Value'}
            autoComplete="off"
            spellCheck={false}
            onChange={event => alter(i, { value: event.target.value })}
          />
          <Button
            small
            kind="quiet"
            aria-label={`Remove header ${i + 1}`}
            onClick={() => put(headers.filter((_, other) => other !== i))}
          >
            ✕
          </Button>
        </div>
      ))}
      <FieldTrouble name="headers" trouble={trouble} />
      <div className={styles.offers}>
        {isOffered && (
          <Button small onClick={() => put([...headers, { name: offered, value: '' }])}>
            + {isGrafana ? 'organisation' : 'tenant'} ({offered})
          </Button>
        )}
        <Button small onClick={() => put([...headers, { name: '', value: '' }])}>
          + header
        </Button>
      </div>
    </fieldset>
  )
}
