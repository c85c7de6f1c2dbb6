import { cell } from '#client/app/cell.ts'
import { newId } from '#client/app/newId.ts'
import { notify } from '#client/app/notices.tsx'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import type { Page } from '#client/notebook/page/page.ts'
import { lastShown } from '#client/notebook/steps/deeds.ts'
import { listSources } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { Brought, BroughtStep } from '#shared/forms/bring/brought.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import { largestMessage } from '#shared/live/message.ts'
import { editBetween } from '#shared/notebook/log/text.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { bringOperations, emptyStep } from './bringOperations.ts'
import { type Fetched, fetchNeeds } from './fetchNeeds.ts'

/** A paste that waits for a person's word, or for a Grafana. `field`: the empty query that it was pasted into. */
export type Offer = {
  readonly page: Page
  readonly text: string
  readonly field: { readonly step: Id; readonly query: string } | null
} & (
  | { readonly is: 'fetching'; readonly stop: () => void }
  | {
      readonly is: 'ready'
      readonly brought: Brought
      readonly connect: string | null
      readonly sources: readonly SourceSummary[]
    }
)

/** So many of the steps that are added are run at once, the first ones; more wait until somebody asks for them. */
const runAtOnce = 12

/** What was pasted last and is not settled; one at a time. */
export const offer = cell<Offer | null>(null)

/** The step that is filled by what is brought: the one pasted into, the current one or the last, where that is empty. */
function place(page: Page, into: Id | null): { readonly into: Id | null; readonly after: Id | null } {
  const notebook = page.session.notebook()
  const current = page.current.get().step
  const empty = [into, current, lastShown(notebook)].find(id => id !== null && emptyStep(notebook, id))
  return { into: empty ?? null, after: into ?? current ?? lastShown(notebook) }
}

/** Puts steps into the notebook, in one entry, and runs the first of them. */
export function take(ready: Extract<Offer, { is: 'ready' }>, steps: readonly BroughtStep[]): void {
  const { page, brought, sources } = ready
  const where = place(page, ready.field?.step ?? null)
  const notebook = page.session.notebook()
  const made = bringOperations(notebook, { ...brought, steps }, where, sources, newId)
  if (new Blob([JSON.stringify(made.operations)]).size > largestMessage * 0.9)
    return notify({ text: 'That is too much to add at once. Choose fewer steps.', tone: 'trouble' })
  offer.set(null)
  if (!page.act(made.operations)) return
  for (const text of made.said) notify({ text, tone: 'trouble' })
  const [first] = made.steps
  if (first !== undefined) page.select(first, true)
  page.run(made.asking.slice(0, runAtOnce))
  if (made.asking.length > runAtOnce)
    notify({ text: `The first ${runAtOnce} were run. Run others where they matter, or all by Re-run all.` })
}

/** Leaves the paste as the text that it is, in the query that it was pasted into. */
export function keepAsText({ page, text, field }: Offer): void {
  offer.set(null)
  if (field === null) return
  const edit = editBetween('', text)
  if (page.act([{ do: 'edit', text: { of: 'query', ...field }, edit }]))
    page.focus(focusNames.query(field.step, field.query))
}

/** Puts away what was pasted: nothing is made of it. */
export function putAway({ page, field, ...rest }: Offer): void {
  if (rest.is === 'fetching') rest.stop()
  offer.set(null)
  if (field !== null) page.focus(focusNames.query(field.step, field.query))
}

const isPlain = ({ brought: { steps, left, variables } }: Fetched) =>
  steps.length === 1 && left.length === 0 && variables.length === 0

/**
 * Makes steps of a paste: one that is whole at once, else the person is asked. False where it is neither a link nor JSON nor a command, so that it
 * is for the caller to use as text.
 */
export function bring(page: Page, text: string, field: Offer['field'] = null): boolean {
  const brought = readBrought(text)
  if (brought === null) return false
  const control = new AbortController()
  const about = { page, text, field }
  const earlier = offer.get()
  if (earlier?.is === 'fetching') earlier.stop()
  const fetching: Offer = { ...about, is: 'fetching', stop: () => control.abort() }
  offer.set(fetching)
  const settle = async () => {
    const sources = await listSources({ signal: control.signal })
    const fetched = await fetchNeeds(brought, sources, control.signal)
    if (offer.get() !== fetching) return
    const ready = { ...about, is: 'ready', sources, ...fetched } as const
    if (isPlain(fetched)) take(ready, fetched.brought.steps)
    else offer.set(ready)
  }
  settle().catch((thrown: unknown) => {
    if (control.signal.aborted) return
    keepAsText(fetching)
    notify({ text: `Nothing was made of the paste. ${wordsOf(thrown)}`, tone: 'trouble' })
  })
  return true
}
