import type { Id, Run } from '#shared/notebook/notebook.ts'
import type { KeepQuestion, LookAnswer, LookQuestion } from '#shared/wire/look.ts'
import { postJson, type Stop } from './request.ts'

const path = (notebook: Id, rest: string) => `/api/notebooks/${encodeURIComponent(notebook)}${rest}`

/** Asks a step as of now; nothing is kept of it. Its failure is the outcome of the run. */
export const lookAt = async (notebook: Id, question: LookQuestion, stop: Stop = {}): Promise<Run> =>
  (await postJson<LookAnswer>(path(notebook, '/look'), question, stop)).run

/** Keeps what was looked at. Throws ApiTrouble of status 410 where the server does not hold it any more. */
export const keepLook = async (notebook: Id, question: KeepQuestion): Promise<Run> =>
  (await postJson<LookAnswer>(path(notebook, '/keep'), question)).run
