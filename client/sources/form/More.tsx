import { useEffect, useRef } from 'react'
import { Field } from './Field.tsx'
import { isInMore } from './form.ts'
import { HeaderFields } from './HeaderFields.tsx'
import { PemField } from './PemField.tsx'
import type { PartProps } from './SignIn.tsx'
import styles from '#client/sources/sources.module.css'

/** What most sources do without: headers, certificates, a proxy, the scrape interval. Opens by itself where something in it is wrong. */
export function More({ isGrafana, ...part }: PartProps & { readonly isGrafana: boolean }) {
  const { form, trouble, onAlter } = part
  const fold = useRef<HTMLDetailsElement>(null)
  const isWrong = isInMore(trouble?.field ?? null)
  useEffect(() => {
    if (isWrong && fold.current !== null) fold.current.open = true
  }, [isWrong])
  return (
    <details className={styles.more} ref={fold}>
      <summary>More: headers and tenants, certificates, proxy{isGrafana ? '' : ', scrape interval'}</summary>
      <div className={styles.fields}>
        <HeaderFields {...part} isGrafana={isGrafana} />
        <PemField {...part} name="ca" label="Certificate authority to trust (CA)" />
        <div className={styles.pair}>
          <PemField {...part} name="certificate" label="Client certificate" />
          <PemField {...part} name="key" label="Its key" />
        </div>
        <div className={isGrafana ? undefined : styles.pair}>
          <Field
            name="proxy"
            label="Proxy"
            value={form.proxy}
            trouble={trouble}
            placeholder="http://proxy:3128"
            onType={proxy => onAlter({ ...form, proxy })}
          />
          {!isGrafana && (
            <Field
              name="scrape"
              label="Scrape interval"
              value={form.scrape}
              trouble={trouble}
              onType={scrape => onAlter({ ...form, scrape })}
            />
          )}
        </div>
      </div>
    </details>
  )
}
