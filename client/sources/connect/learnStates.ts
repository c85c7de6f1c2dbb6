import { forgetSources } from '#client/server/hooks.ts'
import { testAgain } from '#client/server/sourceApi.ts'

/** Asks sources that were just saved once, so that the list says of each whether it answers. Never throws. */
export async function learnStates(ids: readonly string[]): Promise<void> {
  await Promise.allSettled(ids.map(id => testAgain(id, null)))
  await forgetSources()
}
