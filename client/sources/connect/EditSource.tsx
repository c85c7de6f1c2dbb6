import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { notify } from '#client/app/notices.tsx'
import { useZone } from '#client/app/zone.ts'
import { forgetSources } from '#client/server/hooks.ts'
import { alterSource, readSource, testAgain } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { Foot } from '#client/sources/form/Foot.tsx'
import { fieldOf, formOf, readForm, type SourceForm } from '#client/sources/form/form.ts'
import { SourceFields } from '#client/sources/form/SourceFields.tsx'
import { useAsking } from '#client/sources/form/useAsking.ts'
import { testWords } from '#client/sources/sourceWords.ts'
import { learnStates } from './learnStates.ts'
import styles from '#client/sources/sources.module.css'
import type { SourceChange, SourceSummary } from '#shared/wire/wire.ts'

type EditSourceProps = {
  readonly source: SourceSummary
  readonly onClose: () => void
  readonly onList: () => void
}

/** The settings of an added source; Save tests them first. Secrets are not shown, and stay unless typed anew. */
export function EditSource({ source, onClose, onList }: EditSourceProps) {
  const settings = useQuery({
    queryKey: ['source', source.id],
    queryFn: ({ signal }) => readSource(source.id, { signal }),
    gcTime: 0,
    staleTime: Infinity,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Edit ${source.title}`}
      description="Passwords and tokens stay on the server; another host or proxy wants them anew."
    >
      {settings.isPending && <p className={styles.quiet}>Asking…</p>}
      {settings.isError && (
        <p className={styles.failed} role="alert">
          {wordsOf(settings.error)}
        </p>
      )}
      {settings.data && <EditForm id={source.id} settings={settings.data} onList={onList} />}
    </Dialog>
  )
}

function EditForm(props: {
  readonly id: string
  readonly settings: SourceChange
  readonly onList: () => void
}) {
  const { id, settings, onList } = props
  const { zone } = useZone()
  const [form, setForm] = useState(() => formOf(settings))
  const asking = useAsking(form)
  const [failed, setFailed] = useState(false)
  const alter = (next: SourceForm) => {
    asking.stop()
    setFailed(false)
    setForm(next)
  }
  const attempt = (words: string, work: (change: SourceChange, signal: AbortSignal) => Promise<void>) => {
    const read = readForm(form)
    return 'change' in read ? asking.ask(words, signal => work(read.change, signal)) : asking.blame(read)
  }
  const tested = async (change: SourceChange, signal: AbortSignal): Promise<string | null> => {
    const result = await testAgain(id, change, { signal })
    const words = testWords(result, zone, Date.now())
    if (result.ok) return words
    setFailed(true)
    asking.blame({ field: fieldOf(result.part, form), reason: words })
    return null
  }
  const keep = async (change: SourceChange) => {
    await alterSource(id, change)
    await forgetSources()
    notify({ text: `${change.title} is saved.` })
    void learnStates([id])
    onList()
  }
  const test = () =>
    attempt('Asking…', async (change, signal) => {
      const words = await tested(change, signal)
      if (words !== null) asking.say({ tone: 'good', words })
    })
  const save = () =>
    attempt('Asking it first…', async (change, signal) => {
      if ((await tested(change, signal)) !== null) await keep(change)
    })
  const saveAnyway = () => attempt('Saving…', keep)
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!asking.busy) void save()
      }}
    >
      <SourceFields form={form} trouble={asking.trouble} onAlter={alter} />
      <Foot asking={asking} onList={onList}>
        {failed && !asking.busy && <Button onClick={() => void saveAnyway()}>Save all the same</Button>}
        <Button disabled={asking.busy} onClick={() => void test()}>
          Test
        </Button>
        <Button kind="primary" type="submit" disabled={asking.busy}>
          Save
        </Button>
      </Foot>
    </form>
  )
}
