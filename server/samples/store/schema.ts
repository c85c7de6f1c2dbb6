import type { Database } from '#server/database/database.ts'

/** Two hours: the length of a block. */
export const blockLength = 7_200_000

export const blockOf = (time: number): number => Math.floor(time / blockLength)

const version = 1

/**
 * The tables of the sample database. What belongs to an import that was never committed (its `rank` is null, its series unused) is swept away
 * when the database is opened. Of packs of one metric and block, the sample in the one of the highest rank stands.
 */
export function prepareSchema(database: Database) {
  const found = database.prepare('PRAGMA user_version').get<{ user_version: number }>()?.user_version ?? 0
  if (found > version)
    throw new Error(
      `The sample database is of a later version (${found}) than this program knows (${version})`,
    )
  database.transaction(() => {
    database.exec(`
      CREATE TABLE IF NOT EXISTS metrics (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE IF NOT EXISTS metadata (metric TEXT PRIMARY KEY, type TEXT NOT NULL, help TEXT NOT NULL, unit TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS series (
        id INTEGER PRIMARY KEY, metric INTEGER NOT NULL, labels TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE IF NOT EXISTS imports (id INTEGER PRIMARY KEY, rank INTEGER);
      CREATE TABLE IF NOT EXISTS packs (
        id INTEGER PRIMARY KEY, metric INTEGER NOT NULL, block INTEGER NOT NULL, import INTEGER NOT NULL,
        samples INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        directory BLOB NOT NULL, data BLOB NOT NULL);
      CREATE INDEX IF NOT EXISTS packs_by_import ON packs (import);
      DELETE FROM packs WHERE import IN (SELECT id FROM imports WHERE rank IS NULL);
      DELETE FROM imports WHERE rank IS NULL;
      DELETE FROM imports WHERE id NOT IN (SELECT import FROM packs);
      DELETE FROM series WHERE used = 0;
      DELETE FROM metrics WHERE id NOT IN (SELECT metric FROM series);
      PRAGMA user_version = ${version};
    `)
  })
}
