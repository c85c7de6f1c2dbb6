import type { Ledger } from '#server/ledger/ledger.ts'
import type { Store } from '#server/store/store.ts'
import type { SweepResult } from '#shared/wire/space.ts'
import { day, type Ms } from '#shared/time/window.ts'
import { allHeld, pieceByPiece, shrinkFile } from './inPieces.ts'
import { onItsWay, planSweep, type KeepRules } from './plan.ts'

export type SweepParts = {
  readonly store: Pick<Store, 'keep' | 'pictures'>
  readonly ledger: Pick<Ledger, 'read'>
  /** Milliseconds since the epoch. */
  readonly now: () => Ms
  readonly rules: KeepRules
}

/** Counts what the notebooks of an earlier version cite; false: one of them could not be counted yet. */
export async function countAll(
  { store, ledger }: Pick<SweepParts, 'store' | 'ledger'>,
  signal: AbortSignal,
): Promise<boolean> {
  for (const id of await store.keep.uncounted()) {
    signal.throwIfAborted()
    const notebook = await ledger.read(id)
    if (notebook !== null) await store.keep.count(notebook)
  }
  return (await store.keep.uncounted()).length === 0
}

/**
 * Removes what nobody judged and whose days are over, what there is no room for, and pictures that no text shows any longer; then gives the
 * room back to the disk. Works in pieces of some milliseconds; ends early when it is stopped, with what it has done so far.
 */
export async function sweep(parts: SweepParts, signal: AbortSignal): Promise<SweepResult> {
  const { store, now, rules } = parts
  const { keep, pictures } = store
  const began = now()
  const nothing = { at: began, evidence: 0, pictures: 0, bytes: 0, total: 0 }
  if (!(await countAll(parts, signal))) return nothing
  const { aged, crowded, details, total } = planSweep(await allHeld(keep, signal), rules, began)
  const before = began - onItsWay
  const old = await pieceByPiece(aged, signal, piece =>
    keep.remove(
      piece.map(({ hash }) => hash),
      before,
      'age',
    ),
  )
  const pressed = await pieceByPiece(crowded, signal, piece =>
    keep.remove(
      piece.map(({ hash }) => hash),
      before,
      'room',
    ),
  )
  const thinned = await pieceByPiece(details, signal, async piece => ({
    count: 0,
    bytes: await keep.removeDetails(piece.flatMap(({ detailOf }) => detailOf ?? [])),
  }))
  const shown = await pictures.sweep(began - rules.days * day)
  const freed = old.bytes + pressed.bytes + thinned.bytes
  if (freed + shown.bytes > 0) await shrinkFile(keep, signal)
  return {
    at: began,
    evidence: old.count + pressed.count,
    pictures: shown.count,
    bytes: freed + shown.bytes,
    total: total - freed,
  }
}
