import type { EngineName } from '#server/database/database.ts'
import { openDatabase } from '#server/database/open.ts'
import { entriesOf } from './entries.ts'
import { eventsOf } from './events.ts'
import { evidenceOf } from './evidence.ts'
import { keepOf } from './keep.ts'
import { notebooksOf } from './notebooks.ts'
import { picturesOf } from './pictures.ts'
import { prepareTables } from './schema.ts'
import { settingsOf, sourcesOf } from './settings.ts'
import type { Store } from './store.ts'

/** `clock` says when evidence came in; the time of day unless given. */
export type StoreOptions = { readonly engine?: EngineName; readonly clock?: () => number }

/**
 * Opens, and makes where it is missing, the notebooks' database. Throws `DatabaseTrouble` where the file cannot be used, and an error for one
 * of a newer version.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const clock = options.clock ?? Date.now
  const database = openDatabase(path, {
    durability: 'full',
    ...(options.engine ? { engine: options.engine } : {}),
  })
  try {
    prepareTables(database)
  } catch (error) {
    database.close()
    throw error
  }
  return {
    entries: entriesOf(database),
    notebooks: notebooksOf(database),
    evidence: evidenceOf(database, clock),
    keep: keepOf(database, path, clock),
    pictures: picturesOf(database, clock),
    events: eventsOf(database),
    sources: sourcesOf(database),
    settings: settingsOf(database),
    close: async () => database.close(),
  }
}
