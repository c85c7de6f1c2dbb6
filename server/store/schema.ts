import type { Database } from '#server/database/database.ts'

/** What brings the file from one version to the next; a step, once released, is never altered. */
const steps: readonly string[] = [
  `create table notebooks (
     id text primary key, changed integer not null, demo integer not null, verdict text, tags text not null,
     metrics text not null, words text not null, summary text not null, spark text not null
   ) without rowid;
   create index notebooks_changed on notebooks (changed);
   create table entries (
     notebook text not null, number integer not null, id text not null, hash text not null, entry text not null,
     primary key (notebook, number), unique (notebook, id)
   ) without rowid;
   create table snapshots (notebook text primary key, schema integer not null, number integer not null, state text not null);
   create table evidence (hash text primary key, at integer not null, size integer not null, gzip blob not null);
   create table events (
     id text primary key, kind text not null, at integer not null, until integer, title text not null,
     labels text not null, link text, demo integer not null
   );
   create index events_at on events (at);
   create table sources (id text primary key, draft text not null);
   create table settings (name text primary key, value text not null);`,
  `create table details (evidence text primary key, detail text not null) without rowid;
   create index details_detail on details (detail);`,
  `create table citations (
     notebook text not null, place text not null, run text not null, hash text not null, standing integer not null, at integer not null,
     primary key (notebook, place, run, hash)
   ) without rowid;
   create index citations_hash on citations (hash, standing);
   create table uncounted (notebook text primary key) without rowid;
   insert into uncounted select id from notebooks;
   create table swept (hash text primary key, at integer not null, why text not null) without rowid;
   create table pictures (
     notebook text not null, hash text not null, type text not null, at integer not null, size integer not null, uncited integer,
     bytes blob not null, primary key (notebook, hash)
   );`,
]

/** Makes the tables, or raises those of an older version. Throws for a file of a newer one. */
export function prepareTables(database: Database) {
  const version = Number(database.prepare('pragma user_version').get()?.user_version ?? 0)
  if (version > steps.length)
    throw new Error('The data directory was written by a newer version of blipbook.')
  for (let i = version; i < steps.length; i++) {
    database.transaction(() => {
      database.exec(steps[i] ?? '')
      database.exec(`pragma user_version = ${i + 1}`)
    })
  }
}
