import { listeners } from './listeners.ts'

/** Told when there is reason to believe that a connection can be made again: those that are broken off try at once. */
export const again = listeners<null>()
