import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '#server/ledger/open.ts'
import { openDetails } from '#server/run/detail.ts'
import { stepRunner } from '#server/run/runs.ts'
import type { Source } from '#server/sources/source.ts'
import { openStore } from '#server/store/open.ts'
import { notebookImporter } from '#server/work/importer.ts'
import { hour } from '#shared/time/window.ts'
import { askerOf, noon, sourceOf } from '#test/server/run/stage.ts'

/** A store and a ledger in a directory of their own, and runs that ask one made-up source. */
export function openLibrary(source: Source = sourceOf('embedded')) {
  const directory = mkdtempSync(join(tmpdir(), 'blipbook-library-'))
  const store = openStore(join(directory, 'notebooks.db'))
  const clock = { now: noon + 8 * hour }
  const ledger = openLedger(store, () => clock.now)
  let count = 0
  const newId = () => `id${String(count++).padStart(10, '0')}`
  const asker = askerOf([source])
  const details = openDetails({ asker, evidence: store.evidence })
  const runStep = stepRunner({
    asker,
    ledger,
    evidence: store.evidence,
    details,
    firstAnswer: (notebook, answer) =>
      store.notebooks.setSpark(notebook, answer.kind === 'query' ? [1, 2] : []),
    now: () => clock.now,
    newId,
    ticks: () => 0,
    timeout: 60_000,
  })
  return {
    store,
    ledger,
    newId,
    runStep,
    details,
    importer: notebookImporter(ledger, runStep, newId, store.pictures),
    close: async () => {
      await details.close()
      await store.close()
      rmSync(directory, { recursive: true })
    },
  }
}
