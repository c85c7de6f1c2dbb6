import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { forgetSources } from '#client/server/hooks.ts'
import { addSource, listGrafana } from '#client/server/sourceApi.ts'
import { Field } from '#client/sources/form/Field.tsx'
import { Foot } from '#client/sources/form/Foot.tsx'
import { draftOf, fieldOf, readForm, type SourceForm } from '#client/sources/form/form.ts'
import { More } from '#client/sources/form/More.tsx'
import { useAsking } from '#client/sources/form/useAsking.ts'
import styles from '#client/sources/sources.module.css'
import type { GrafanaList, SourceSummary } from '#shared/wire/wire.ts'
import type { Way } from './way.ts'
import { GrafanaChoice } from './GrafanaChoice.tsx'

type Found = Extract<GrafanaList, { ok: true }>

/** Where a Grafana is, its token, and which of its data sources are to be sources here. */
export function ConnectGrafana({ form, onAlter, onList, onConnected }: Way) {
  const asking = useAsking()
  const [found, setFound] = useState<Found | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const alter = (next: SourceForm) => {
    asking.stop()
    setFound(null)
    onAlter(next)
  }
  const read = () => readForm({ ...form, auth: form.secret === '' ? 'none' : form.auth })
  const list = () => {
    const reading = read()
    if (!('change' in reading)) return asking.blame(reading)
    return asking.ask('Asking Grafana…', async signal => {
      const answer = await listGrafana(draftOf(reading.change), { signal })
      if (!answer.ok) {
        const reason = [answer.failure.message, answer.failure.hint].filter(Boolean).join(' ')
        return asking.blame({ field: fieldOf(answer.part, form), reason })
      }
      const first = answer.sources[0]
      setFound(answer)
      setChosen(new Set(first === undefined ? [] : [first.uid]))
      asking.say(null)
    })
  }
  const add = ({ address, sources }: Found) => {
    const reading = read()
    if (!('change' in reading)) return asking.blame(reading)
    return asking.ask('Adding…', async () => {
      const added: SourceSummary[] = []
      for (const { uid, name, scrape } of sources.filter(one => chosen.has(one.uid))) {
        const draft = draftOf({ ...reading.change, address, title: name, grafana: { uid }, scrape })
        added.push(await addSource(draft))
      }
      await forgetSources()
      onConnected({ sources: added, words: `Asked through Grafana at ${address}.` })
    })
  }
  const count = found?.sources.filter(one => chosen.has(one.uid)).length ?? 0
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!asking.busy) void (found === null ? list() : add(found))
      }}
    >
      <div className={styles.fields}>
        <Field
          name="address"
          label="Address of the Grafana, or of any page of it"
          value={form.address}
          trouble={asking.trouble}
          data-autofocus
          inputMode="url"
          placeholder="https://grafana.example"
          onType={address => alter({ ...form, address })}
        />
        <Field
          name="secret"
          label="Token of a service account (role Viewer)"
          value={form.secret}
          trouble={asking.trouble}
          type="password"
          autoComplete="new-password"
          onType={secret => alter({ ...form, auth: 'bearer', secret })}
        />
        <More form={form} trouble={asking.trouble} onAlter={alter} isGrafana />
        {found !== null && <GrafanaChoice found={found} chosen={chosen} onChoose={setChosen} />}
      </div>
      <Foot asking={asking} onList={onList}>
        {found === null ? (
          <Button kind="primary" type="submit" disabled={asking.busy}>
            List its data sources
          </Button>
        ) : (
          <Button kind="primary" type="submit" disabled={asking.busy || count === 0}>
            {count > 1 ? `Add ${count} sources` : 'Add'}
          </Button>
        )}
      </Foot>
    </form>
  )
}
