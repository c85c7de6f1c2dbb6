import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { useZone } from '#client/app/zone.ts'
import { forgetSources, useSources } from '#client/server/hooks.ts'
import { addSource, listGrafana, testSource } from '#client/server/sourceApi.ts'
import { Field } from '#client/sources/form/Field.tsx'
import { Foot } from '#client/sources/form/Foot.tsx'
import { draftOf, fieldOf, readForm, type SourceForm } from '#client/sources/form/form.ts'
import { More } from '#client/sources/form/More.tsx'
import { useAsking } from '#client/sources/form/useAsking.ts'
import { testWords } from '#client/sources/sourceWords.ts'
import styles from '#client/sources/sources.module.css'
import type { GrafanaList, SourceSummary } from '#shared/wire/wire.ts'
import type { Way } from './way.ts'
import { GrafanaChoice } from './GrafanaChoice.tsx'

type Found = Extract<GrafanaList, { ok: true }>

/** Where a Grafana is, its token, and which of its data sources are to be sources here. */
export function ConnectGrafana({ form, onAlter, onList, onConnected }: Way) {
  const { zone } = useZone()
  const asking = useAsking(form)
  const known = useSources().data ?? []
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
  const titleOf = (name: string, address: string) => {
    const isTaken = known.some(one => one.title.toLowerCase() === name.toLowerCase())
    return (isTaken ? `${name} (${new URL(address).host})` : name).slice(0, 80)
  }
  const add = ({ address, sources }: Found) => {
    const reading = read()
    if (!('change' in reading)) return asking.blame(reading)
    const drafts = sources
      .filter(one => chosen.has(one.uid))
      .map(({ uid, name, scrape }) =>
        draftOf({ ...reading.change, address, title: titleOf(name, address), grafana: { uid }, scrape }),
      )
    return asking.ask('Asking them first…', async signal => {
      const tests = await Promise.all(drafts.map(draft => testSource(draft, { signal })))
      const words = tests.map((test, i) => `${drafts[i]?.title}: ${testWords(test, zone, Date.now())}`)
      const bad = words.filter((_, i) => tests[i]?.ok !== true)
      if (bad.length > 0) return asking.blame({ field: null, reason: bad.join(' ') })
      const added: SourceSummary[] = []
      for (const draft of drafts.toReversed()) added.unshift(await addSource(draft))
      await forgetSources()
      onConnected({ sources: added, words })
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
