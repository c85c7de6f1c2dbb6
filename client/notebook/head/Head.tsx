import { useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import { Jumps } from '#client/notebook/jump/Jumps.tsx'
import { LiveMenu } from '#client/notebook/live/LiveMenu.tsx'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { VariableRow } from '#client/notebook/variables/VariableRow.tsx'
import { InPlace } from '#client/notebook/InPlace.tsx'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import type { Runs } from '#client/notebook/page/runs.ts'
import { openPalette } from '#client/commands/CommandCenter.tsx'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { BlipButton } from './times/BlipButton.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import styles from './head.module.css'
import { Overview } from './Overview.tsx'
import { People } from './People.tsx'
import { RangeMenu } from './times/RangeMenu.tsx'
import { RunAll } from './RunAll.tsx'
import { saveWords } from './saveWords.ts'
import { SourceMenu } from './SourceMenu.tsx'

/** What stands above the steps: title and state, people, what can be done with the whole; blip, overview, source and window. */
export function Head({ id, runs }: { readonly id: Id; readonly runs: Runs }) {
  const page = usePage()
  const title = useOfNotebook(notebook => notebook.title)
  const current = usePicked(page.current, held => held.step)
  return (
    <header className={styles['head']}>
      <div className={styles['bar']}>
        <Link href="/" className={styles['home']} aria-label="All investigations">
          ‹
        </Link>
        <h1>
          <InPlace
            value={title}
            label="Title of the notebook"
            placeholder="Untitled investigation"
            maxLength={limits.title}
            onSet={to => page.act([setNotebook(page.session.notebook(), 'title', to)])}
          />
        </h1>
        <Status />
        <SaveSign />
        <span className={styles['grow']} />
        <People />
        <RunAll runs={runs} />
        <ExportMenu id={id} />
        <Link href={`/n/${id}/present${current === null ? '' : `#${current}`}`} className={styles['present']}>
          Present
        </Link>
      </div>
      <div className={styles['strip']}>
        <BlipButton />
        <Overview />
        <SourceMenu />
        <Jumps />
        <LiveMenu />
        <RangeMenu />
        <Button
          small
          kind="quiet"
          className={styles['palette'] ?? ''}
          title="Find a command or an investigation"
          onClick={openPalette}
        >
          <Kbd keys="mod+k" />
        </Button>
      </div>
      <VariableRow />
    </header>
  )
}

function Status() {
  const page = usePage()
  const status = useOfNotebook(notebook => notebook.status)
  const other = status === 'open' ? 'concluded' : 'open'
  return (
    <button
      type="button"
      className={styles['status']}
      data-status={status}
      title={status === 'open' ? 'Conclude the investigation' : 'Open it again'}
      aria-label={`Status: ${status}. ${status === 'open' ? 'Conclude it' : 'Open it again'}`}
      onClick={() => page.act([setNotebook(page.session.notebook(), 'status', other)])}
    >
      {status}
    </button>
  )
}

function SaveSign() {
  const { session } = usePage()
  const state = useSyncExternalStore(session.subscribe, session.state)
  return (
    <span className={styles['saved']} role="status" data-state={state.is}>
      {saveWords(state)}
    </span>
  )
}
