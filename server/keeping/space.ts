import { setImmediate as turn } from 'node:timers/promises'
import type { Samples } from '#server/samples/samples.ts'
import type { Held, NotebookBytes } from '#server/store/keep.ts'
import type { Store } from '#server/store/store.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import type { NotebookSpace, Space } from '#shared/wire/space.ts'
import { allHeld } from './inPieces.ts'

export type SpaceParts = {
  readonly store: Pick<Store, 'keep'>
  readonly samples: Pick<Samples, 'sizes' | 'stats'>
}

type Share = 'judged' | 'latest' | 'unjudged' | 'details'

/** Under which heading of its notebook a piece stands. Details of what nobody judged go with it. */
export function shareOf({ cited, detailOf }: Held): Share | 'orphaned' {
  if (cited === null) return 'orphaned'
  if (cited.standing === 'seen' || cited.standing === 'removed') return 'unjudged'
  return detailOf === null ? cited.standing : 'details'
}

const notebooksAtOnce = 10

async function allNotebooks({ keep }: SpaceParts['store'], signal: AbortSignal) {
  const all: NotebookBytes[] = []
  for (;;) {
    const page = await keep.notebooks(all.length, notebooksAtOnce)
    all.push(...page)
    if (page.length < notebooksAtOnce) return all
    await turn()
    signal.throwIfAborted()
  }
}

const nothing = { judged: 0, latest: 0, unjudged: 0, details: 0 } satisfies Record<Share, number>

/** Every notebook with what it uses, the largest first, and the bytes of evidence that none cites. */
export function sharedOut(
  notebooks: readonly NotebookBytes[],
  held: readonly Held[],
): { readonly notebooks: readonly NotebookSpace[]; readonly orphaned: number } {
  const shares = new Map<Id, Record<Share, number>>()
  let orphaned = 0
  for (const row of held) {
    const share = shareOf(row)
    if (share === 'orphaned' || row.cited === null) {
      orphaned += row.bytes
      continue
    }
    const own = shares.get(row.cited.notebook) ?? { ...nothing }
    own[share] += row.bytes
    shares.set(row.cited.notebook, own)
  }
  const rows = notebooks.map(row => ({ ...row, ...(shares.get(row.id) ?? nothing) }))
  return { notebooks: rows.toSorted((a, b) => bytesOf(b) - bytesOf(a)), orphaned }
}

/** All that a notebook uses. */
export const bytesOf = ({ judged, latest, unjudged, details, pictures, log }: NotebookSpace): number =>
  judged + latest + unjudged + details + pictures + log

/** What takes up room, as the files stand now; the loop is free in between. */
export async function measureSpace(
  { store, samples }: SpaceParts,
  signal: AbortSignal,
): Promise<Omit<Space, 'evidence' | 'swept' | 'next'> & { readonly total: number }> {
  const held = await allHeld(store.keep, signal)
  const { notebooks, orphaned } = sharedOut(await allNotebooks(store, signal), held)
  await store.keep.settle()
  const { file, free } = await store.keep.file()
  const metrics = await samples.sizes(signal)
  const { bytes } = await samples.stats(signal)
  const used = notebooks.reduce((sum, row) => sum + bytesOf(row), orphaned)
  return {
    notebooks,
    orphaned,
    free,
    other: file - used - free,
    notebooksFile: file,
    samples: { file: bytes, other: bytes - metrics.reduce((sum, row) => sum + row.bytes, 0), metrics },
    total: held.reduce((sum, row) => sum + row.bytes, 0),
  }
}
