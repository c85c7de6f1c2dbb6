import { useDeferredValue, useRef } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import { SettingsMenu } from '#client/app/shell/SettingsMenu.tsx'
import { useCell } from '#client/app/cell.ts'
import { useTitle } from '#client/app/shell/title.ts'
import { openSources } from '#client/sources/SourcesHost.tsx'
import { useNotebooks } from '#client/server/hooks.ts'
import { Facets } from '#client/library/list/Facets.tsx'
import { firstOfDemo } from '#client/library/list/facets.ts'
import { Hello } from '#client/library/start/Hello.tsx'
import { ImportNotebook } from '#client/library/start/ImportNotebook.tsx'
import { Results } from '#client/library/list/Results.tsx'
import { starting, startNotebook } from '#client/library/start/start.ts'
import { EvidenceOver } from '#client/space/EvidenceOver.tsx'
import { useLibraryKeys } from './libraryKeys.ts'
import styles from './library.module.css'

/** All investigations: found by words and facets, which are in the address, so that Back and links keep them. */
export function Library() {
  const [, go] = useLocation()
  const [search, setSearch] = useSearchParams()
  const [q, facet] = [search.get('q') ?? '', search.get('facet') ?? 'all']
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const busy = useCell(starting)
  const found = useNotebooks(useDeferredValue(q))
  const rows = found.data?.notebooks ?? []
  const demo = useNotebooks('').data?.notebooks.filter(row => row.demo) ?? []
  const first = firstOfDemo(demo)
  const put = (name: string, value: string) =>
    setSearch(
      before => {
        const next = new URLSearchParams(before)
        if (value === '' || value === 'all') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  useTitle('Investigations')
  useLibraryKeys({ field, list, start: () => void startNotebook(go) })
  return (
    <>
      <header className={styles.bar}>
        <h1>Investigations</h1>
        <SettingsMenu />
        <Button onClick={() => openSources()}>Data sources</Button>
        <ImportNotebook />
        <Button kind="primary" disabled={busy} onClick={() => void startNotebook(go)}>
          New investigation
        </Button>
      </header>
      <main className={styles.library}>
        <EvidenceOver />
        {first !== undefined && <Hello first={first.id} />}
        <search className={styles.find}>
          <input
            ref={field}
            type="search"
            aria-label="Search investigations"
            placeholder="Search metrics, label values, words, verdicts…"
            value={q}
            onChange={event => put('q', event.target.value)}
          />
          {q === '' && <Kbd keys="/" />}
        </search>
        <Facets rows={rows} chosen={facet} onChoose={id => put('facet', id)} />
        <Results
          found={found}
          facet={facet}
          q={q}
          list={list}
          onAll={() => setSearch({}, { replace: true })}
        />
      </main>
    </>
  )
}
