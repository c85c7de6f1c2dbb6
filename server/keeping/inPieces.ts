import { setImmediate as turn } from 'node:timers/promises'
import type { Held, Keep } from '#server/store/keep.ts'

const pageLength = 250
const pieceBytes = 1_000_000
const pieceLength = 50
const pagesAtOnce = 40

/** All evidence and details, read a page at a time with the loop free in between. Throws the signal's reason when it is aborted. */
export async function allHeld(keep: Pick<Keep, 'page'>, signal: AbortSignal): Promise<readonly Held[]> {
  const all: Held[] = []
  for (;;) {
    const page = await keep.page(all.at(-1)?.place ?? 0, pageLength)
    for (const row of page) all.push(row)
    if (page.length < pageLength) return all
    await turn()
    signal.throwIfAborted()
  }
}

/** In pieces so small that each is removed in some milliseconds. */
export function* piecesOf(rows: readonly Held[]): Generator<readonly Held[]> {
  let piece: Held[] = []
  let bytes = 0
  for (const row of rows) {
    piece.push(row)
    bytes += row.bytes
    if (bytes < pieceBytes && piece.length < pieceLength) continue
    yield piece
    piece = []
    bytes = 0
  }
  if (piece.length > 0) yield piece
}

/** Does work piece by piece, the loop free in between; resolves to the sum of what the pieces answer. Ends early when it is stopped. */
export async function pieceByPiece(
  rows: readonly Held[],
  signal: AbortSignal,
  work: (piece: readonly Held[]) => Promise<{ readonly count: number; readonly bytes: number }>,
): Promise<{ readonly count: number; readonly bytes: number }> {
  let [count, bytes] = [0, 0]
  for (const piece of piecesOf(rows)) {
    if (signal.aborted) break
    const done = await work(piece)
    count += done.count
    bytes += done.bytes
    await turn()
  }
  return { count, bytes }
}

/** Gives all free pages back to the disk, some at a time. `tell`: bytes of the free pages that are left, and that there were. */
export async function shrinkFile(
  keep: Pick<Keep, 'shrink' | 'settle' | 'file'>,
  signal: AbortSignal,
  tell: (left: number, all: number) => void = () => undefined,
): Promise<void> {
  const { free: all } = await keep.file()
  for (let before = all; before > 0 && !signal.aborted;) {
    await keep.shrink(pagesAtOnce)
    const { free } = await keep.file()
    tell(free, all)
    if (free >= before) break
    before = free
    await turn()
  }
  await keep.settle()
}
