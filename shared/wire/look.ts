import type { Id, Person, Run } from '#shared/notebook/notebook.ts'

/** `POST /api/notebooks/:id/look` asks a step as of now and keeps nothing; its evidence can be read for a while. */
export type LookQuestion = { readonly step: Id; readonly by: Person }

/** `POST /api/notebooks/:id/keep` keeps what was looked at: the same run comes back, recorded. Status 410: it is not held any more. */
export type KeepQuestion = { readonly run: Id }

/** The answer of both. */
export type LookAnswer = { readonly run: Run }
