import { cell } from '#client/app/cell.ts'
import type { Page } from '#client/notebook/page/page.ts'
import type { Brought } from '#shared/forms/bring/brought.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'

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

/** What was pasted last and is not settled; one at a time. */
export const offer = cell<Offer | null>(null)
