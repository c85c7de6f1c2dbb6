import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { useZone } from '#client/app/zone.ts'
import { forgetSources } from '#client/server/hooks.ts'
import { addSource, testSource } from '#client/server/sourceApi.ts'
import { Foot } from '#client/sources/form/Foot.tsx'
import { draftOf, fieldOf, readForm, sorted, type SourceForm, withSignIn } from '#client/sources/form/form.ts'
import { SourceFields } from '#client/sources/form/SourceFields.tsx'
import { useAsking } from '#client/sources/form/useAsking.ts'
import { testWords } from '#client/sources/sourceWords.ts'
import type { SourceDraft, SourceTest } from '#shared/wire/wire.ts'
import type { Way } from './way.ts'

/** The form of a new Prometheus. Add tests it first, and goes on where it answers. */
export function ConnectPrometheus({ form, onAlter, onList, onConnected }: Way) {
  const { zone } = useZone()
  const asking = useAsking(form)
  const [failed, setFailed] = useState(false)
  const alter = (next: SourceForm) => {
    asking.stop()
    setFailed(false)
    onAlter(next)
  }
  const attempt = (words: string, work: (draft: SourceDraft, signal: AbortSignal) => Promise<void>) => {
    const read = readForm(form)
    if ('change' in read) return asking.ask(words, signal => work(draftOf(read.change), signal))
    return asking.blame(read)
  }
  const wordsFor = (test: SourceTest) => testWords(test, zone, Date.now())
  const tested = async (draft: SourceDraft, signal: AbortSignal): Promise<string | null> => {
    const test = await testSource(draft, { signal })
    if (test.ok) return wordsFor(test)
    setFailed(true)
    const opened = withSignIn(sorted(form), test.part)
    onAlter(opened)
    asking.blame({ field: fieldOf(test.part, opened), reason: wordsFor(test) })
    return null
  }
  const keep = async (draft: SourceDraft, words: string) => {
    const source = await addSource(draft)
    await forgetSources()
    onConnected({ sources: [source], words: [words] })
  }
  const test = () =>
    attempt('Asking…', async (draft, signal) => {
      const words = await tested(draft, signal)
      if (words !== null) asking.say({ tone: 'good', words })
    })
  const add = () =>
    attempt('Asking it first…', async (draft, signal) => {
      const words = await tested(draft, signal)
      if (words !== null) await keep(draft, words)
    })
  const addAnyway = () => attempt('Adding…', draft => keep(draft, 'It does not answer yet.'))
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!asking.busy) void add()
      }}
    >
      <SourceFields form={form} trouble={asking.trouble} onAlter={alter} />
      <Foot asking={asking} onList={onList}>
        {failed && !asking.busy && <Button onClick={() => void addAnyway()}>Add all the same</Button>}
        <Button disabled={asking.busy} onClick={() => void test()}>
          Test
        </Button>
        <Button kind="primary" type="submit" disabled={asking.busy}>
          Add
        </Button>
      </Foot>
    </form>
  )
}
