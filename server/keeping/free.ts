import type { Held } from '#server/store/keep.ts'
import type { Store } from '#server/store/store.ts'
import type { Ms } from '#shared/time/window.ts'
import type { FreeQuestion } from '#shared/wire/space.ts'
import { allHeld, pieceByPiece, shrinkFile } from './inPieces.ts'
import { onItsWay } from './plan.ts'
import { shareOf } from './space.ts'

type Tell = (freed: number, of: number) => void

const chosenBy = (question: FreeQuestion) => (row: Held) => {
  if (shareOf(row) !== question.what) return false
  return !('notebook' in question) || question.notebook === null || row.cited?.notebook === question.notebook
}

/** Frees what was asked for and gives the room back to the disk, in pieces of some milliseconds; tells how far it is, in bytes. */
export async function free(
  { keep }: Pick<Store, 'keep'>,
  question: FreeQuestion,
  now: Ms,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  if (question.what === 'empty')
    return shrinkFile(keep, signal, (left, all) => tell(Math.max(0, all - left), all))
  const chosen = (await allHeld(keep, signal)).filter(chosenBy(question))
  const of = chosen.reduce((sum, row) => sum + row.bytes, 0)
  let freed = 0
  tell(freed, of)
  const evidence = (rows: readonly Held[]) =>
    question.what === 'details'
      ? rows.flatMap(({ detailOf }) => detailOf ?? [])
      : rows.flatMap(({ hash, detailOf }) => (detailOf === null ? [hash] : []))
  await pieceByPiece(chosen, signal, async piece => {
    const done =
      question.what === 'details'
        ? { count: piece.length, bytes: await keep.removeDetails(evidence(piece)) }
        : await keep.remove(evidence(piece), now - onItsWay, 'asked')
    tell((freed += done.bytes), of)
    return done
  })
  await shrinkFile(keep, signal)
}
