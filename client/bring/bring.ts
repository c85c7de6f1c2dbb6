import { notify } from '#client/app/notices.tsx'
import { whenUsed } from '#client/app/panels/whenUsed.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import type { Page } from '#client/notebook/page/page.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { recognise } from '#shared/forms/bring/recognise.ts'
import { editBetween } from '#shared/notebook/log/text.ts'
import { type Offer, offer } from './offer.ts'

const readPaste = () => import('./take.ts')
whenUsed(readPaste)

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

/**
 * Makes steps of a paste: one that is whole at once, else the person is asked. False where it is neither a link nor JSON nor a command, so that it
 * is for the caller to use as text.
 */
export function bring(page: Page, text: string, field: Offer['field'] = null): boolean {
  if (recognise(text).kind === null) return false
  const control = new AbortController()
  const about = { page, text, field }
  const earlier = offer.get()
  if (earlier?.is === 'fetching') earlier.stop()
  const fetching: Offer = { ...about, is: 'fetching', stop: () => control.abort() }
  offer.set(fetching)
  const failed = (thrown: unknown) => {
    if (control.signal.aborted) return
    keepAsText(fetching)
    notify({ text: `Nothing was made of the paste. ${wordsOf(thrown)}`, tone: 'trouble' })
  }
  readPaste()
    .then(({ settle }) => settle(fetching, control.signal))
    .catch(failed)
  return true
}
