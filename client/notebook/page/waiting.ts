import type { Page } from './page.ts'

type Deed = (page: Page) => void
let deeds: readonly Deed[] = []

/**
 * What is to be done as soon as the notebook is open in the name that the person has just given: a name changes the session, since every
 * entry of the log carries its author.
 */
export const waiting = {
  add: (deed: Deed): void => {
    deeds = [...deeds, deed]
  },
  take: (): readonly Deed[] => {
    const taken = deeds
    deeds = []
    return taken
  },
} as const
