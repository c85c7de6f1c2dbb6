import { schemaVersion, type Entry } from '#shared/notebook/operation.ts'

type Stored = { readonly schema: number }

/** From the shape of a version to that of the next; a row for each version that is no longer written. */
const raises: Readonly<Record<number, (entry: Stored) => Stored>> = {}

/**
 * An entry as it was written, raised to the shape of today; the only place that knows old shapes. Throws for an entry that a newer version
 * has written.
 */
export function upcast(stored: Stored): Entry {
  let entry = stored
  while (entry.schema < schemaVersion) {
    const raise = raises[entry.schema]
    if (!raise) break
    entry = { ...raise(entry), schema: entry.schema + 1 }
  }
  if (entry.schema !== schemaVersion) {
    throw new Error(
      `This notebook was written by another version of the program (entries of version ${entry.schema}).`,
    )
  }
  return entry as Entry
}
