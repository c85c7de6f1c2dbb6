import { newId } from '#client/app/newId.ts'
import { notify } from '#client/app/notices.tsx'
import type { Page } from '#client/notebook/page/page.ts'
import { lastShown } from '#client/notebook/steps/deeds.ts'
import { listSources } from '#client/server/sourceApi.ts'
import type { BroughtStep } from '#shared/forms/bring/brought.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import { largestMessage } from '#shared/live/message.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { type Offer, offer } from './offer.ts'
import { bringOperations, emptyStep } from './bringOperations.ts'
import { type Fetched, fetchNeeds } from './fetchNeeds.ts'

/** So many of the steps that are added are run at once, the first ones; more wait until somebody asks for them. */
const runAtOnce = 12

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

const isPlain = ({ brought: { steps, left, variables } }: Fetched) =>
  steps.length === 1 && left.length === 0 && variables.length === 0

/** Reads a paste and fetches what it leads to: a step that is whole is put in at once, else the person is asked. Rejects where a source fails. */
export async function settle(fetching: Offer, signal: AbortSignal): Promise<void> {
  const { page, text, field } = fetching
  const sources = await listSources({ signal })
  const brought = readBrought(text)
  if (brought === null) return
  const fetched = await fetchNeeds(brought, sources, signal)
  if (offer.get() !== fetching) return
  const ready = { page, text, field, is: 'ready', sources, ...fetched } as const
  if (isPlain(fetched)) take(ready, fetched.brought.steps)
  else offer.set(ready)
}
