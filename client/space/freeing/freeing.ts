import type { Freeing, FreeQuestion, NotebookSpace, Space } from '#shared/wire/space.ts'
import { bytesWords } from '#client/space/bytesWords.ts'
import { sumOf } from '#client/space/parts.ts'

/** Something to be freed: how the button and the question before it say it. `bytes`: about how much. */
export type Offer = {
  readonly question: FreeQuestion
  readonly title: string
  readonly about: string
  readonly bytes: number
}

const stays = 'What is judged, pinned, or the latest of a step stays.'
const rerun = 'A step that showed what has gone says so, and can be run again.'

const unjudged = (bytes: number, notebook: NotebookSpace | null): Offer => ({
  question: { what: 'unjudged', notebook: notebook?.id ?? null },
  title: notebook ? `Free what nobody judged in “${nameOf(notebook)}”` : 'Free what nobody judged',
  about: `${stays} ${rerun}`,
  bytes,
})

/** How a notebook is called where it may have no title. */
export const nameOf = ({ title }: { readonly title: string }): string =>
  title.trim() === '' ? 'Untitled' : title

/** What can be freed of one notebook; empty where there is nothing. */
export const offersOf = (row: NotebookSpace): readonly Offer[] =>
  [
    unjudged(row.unjudged, row),
    {
      question: { what: 'details', notebook: row.id },
      title: `Free the details of “${nameOf(row)}”`,
      about:
        'Its graphs and judgments stay. Its steps can no longer be split or filtered when their source is gone.',
      bytes: row.details,
    } satisfies Offer,
  ].filter(({ bytes }) => bytes > 0)

/** What can be freed of everything. */
export const offersOfAll = (space: Space): readonly Offer[] =>
  [
    unjudged(sumOf(space, 'unjudged'), null),
    {
      question: { what: 'orphaned' },
      title: 'Free what no notebook cites',
      about: 'Evidence of runs that are no longer in any notebook, and of notebooks that were deleted.',
      bytes: space.orphaned,
    } satisfies Offer,
    {
      question: { what: 'empty' },
      title: 'Compact now',
      about:
        'Gives the empty pages of the file back to the disk. Nothing is lost; it is done by itself, too.',
      bytes: space.free,
    } satisfies Offer,
  ].filter(({ bytes }) => bytes > 0)

/** How far a freeing is, or how it ended, in a sentence. */
export function freeingWords({ freed, of, state, failure }: Freeing): string {
  if (state === 'going') return `Freeing: ${bytesWords(freed)} of about ${bytesWords(of)}`
  if (state === 'failed') return `Freed ${bytesWords(freed)}. ${failure ?? ''}`.trim()
  if (state === 'stopped') return `Stopped. Freed ${bytesWords(freed)} of about ${bytesWords(of)}.`
  return `Freed ${bytesWords(freed)}.`
}

/** How full the room for evidence is, where it is over its limit; null where it is not. */
export const overWords = (total: number, most: number): string | null =>
  most > 0 && total > most
    ? `Evidence takes ${bytesWords(total)}, over the limit of ${bytesWords(most)}; all of it is judged, pinned or the latest of a step.`
    : null
