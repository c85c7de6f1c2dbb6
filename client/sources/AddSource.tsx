import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { notify } from '#client/app/notices.tsx'
import { forgetSources } from '#client/server/hooks.ts'
import { addSource, testSource } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { SourceFields } from './SourceFields.tsx'
import { emptyForm, readForm, type SourceForm, testWords } from './sourceWords.ts'
import styles from './sources.module.css'

type Said = { readonly tone: 'good' | 'bad' | 'busy'; readonly words: string }

/** A new Prometheus: its address, how to sign in, a Test, and Add. */
export function AddSource({
  address,
  onClose,
  onList,
}: {
  /** Already filled in; may be empty. */
  readonly address: string
  readonly onClose: () => void
  readonly onList: () => void
}) {
  const [form, setForm] = useState<SourceForm>({ ...emptyForm, address })
  const [said, setSaid] = useState<Said | null>(null)
  const [missing, setMissing] = useState<{ readonly field: string; readonly reason: string } | null>(null)
  const asking = useRef<AbortController>(null)
  const busy = said?.tone === 'busy'
  const alter = (next: SourceForm) => {
    asking.current?.abort()
    setForm(next)
    setSaid(null)
    setMissing(null)
  }
  const attempt = async (
    words: string,
    work: (draft: Parameters<typeof addSource>[0], signal: AbortSignal) => Promise<Said | null>,
  ) => {
    const read = readForm(form)
    if (!('draft' in read)) {
      setMissing(read)
      document.getElementById(`source-${read.field}`)?.focus()
      return
    }
    const control = new AbortController()
    asking.current = control
    setSaid({ tone: 'busy', words })
    const next = await work(read.draft, control.signal).catch((trouble: unknown): Said => ({
      tone: 'bad',
      words: wordsOf(trouble),
    }))
    if (!control.signal.aborted) setSaid(next)
  }
  const test = () =>
    attempt('Asking…', async (draft, signal) => {
      const result = await testSource(draft, { signal })
      return { tone: result.ok ? 'good' : 'bad', words: testWords(result) }
    })
  const add = () =>
    attempt('Adding…', async draft => {
      await addSource(draft)
      await forgetSources()
      notify({ text: `${draft.title} is added. New investigations start with it.` })
      onList()
      return null
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title="Connect a Prometheus"
      description="Or anything that speaks its API: Mimir, Thanos, VictoriaMetrics. Passwords and tokens stay on the server."
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void add()
        }}
      >
        <SourceFields form={form} missing={missing} onAlter={alter} />
        <p className={said === null ? styles.said : `${styles.said} ${styles[said.tone]}`} role="status">
          {said?.words}
        </p>
        <div className={styles.foot}>
          <Button kind="quiet" onClick={onList}>
            All sources
          </Button>
          <span />
          {busy && (
            <Button
              onClick={() => {
                asking.current?.abort()
                setSaid(null)
              }}
            >
              Stop
            </Button>
          )}
          <Button disabled={busy} onClick={() => void test()}>
            Test
          </Button>
          <Button kind="primary" type="submit" disabled={busy}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
