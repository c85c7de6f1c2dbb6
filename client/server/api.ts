import type { WorldEvent } from '#shared/ask/event.ts'
import type { Id, Notebook, Person } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { Window } from '#shared/time/window.ts'
import type {
  NotebookAnswer,
  NotebookList,
  NotebookQuestion,
  RunAnswer,
  RunQuestion,
} from '#shared/wire/wire.ts'
import { getJson, pathWith, postJson, remove, send, type Stop } from './request.ts'

const notebookPath = (id: Id, rest = '') => `/api/notebooks/${encodeURIComponent(id)}${rest}`

/** The library, newest change first, at most 500; `q` narrows it to notebooks in which its words are found. */
export const listNotebooks = (q: string, stop: Stop = {}): Promise<NotebookList> =>
  getJson(pathWith('/api/notebooks', { q: q.trim() === '' ? undefined : q.trim(), limit: 500 }), stop)

/** A new notebook from its first operations, the first of them `create`. */
export async function createNotebook(by: Person, operations: readonly Operation[]): Promise<Id> {
  const question: NotebookQuestion = { by, operations }
  const answer = await postJson<{ id: Id }>('/api/notebooks', question)
  return answer.id
}

/** A notebook as it stands on the server. */
export async function readNotebook(id: Id, stop: Stop = {}): Promise<Notebook> {
  const answer = await getJson<NotebookAnswer>(notebookPath(id), stop)
  return answer.notebook
}

/**
 * Runs steps; answers when all have ended. The runs are recorded in the notebook by the server. Being stopped also stops them there,
 * so that each ends in the failure `stopped` and no source works for nobody.
 */
export function runSteps(id: Id, question: RunQuestion, stop: Stop = {}): Promise<RunAnswer> {
  const end = () => {
    for (const step of question.steps)
      remove(pathWith(notebookPath(id, '/run'), { step })).catch(() => undefined)
  }
  stop.signal?.addEventListener('abort', end, { once: true })
  return postJson<RunAnswer>(notebookPath(id, '/run'), question, stop).finally(() =>
    stop.signal?.removeEventListener('abort', end),
  )
}

/** The address of a notebook's export, to be downloaded or fetched. */
export const exportPath = (id: Id, format: 'md'): string => pathWith(notebookPath(id, '/export'), { format })

/** A notebook as Markdown with pictures, for a ticket. */
export async function exportMarkdown(id: Id): Promise<string> {
  const response = await send(exportPath(id, 'md'))
  return response.text()
}

/** What an import made, and which of its steps could not be run, in words. */
type Imported = { readonly id: Id; readonly warnings: readonly string[] }

/** A notebook from its text form. A text that is refused is an ApiTrouble whose `error.lines` say what is wrong where. */
export async function importNotebook(text: string): Promise<Imported> {
  const headers = { 'Content-Type': 'text/markdown; charset=utf-8', Accept: 'application/json' }
  const response = await send('/api/notebooks/import', { method: 'POST', headers, body: text })
  return (await response.json()) as Imported
}

/** Events of the world in a window, ascending. */
export async function listEvents(window: Window, stop: Stop = {}): Promise<readonly WorldEvent[]> {
  const path = pathWith('/api/events', { from: window.from, to: window.to })
  const answer = await getJson<{ events: readonly WorldEvent[] }>(path, stop)
  return answer.events
}

/** Says that something happened in the world; answers it with its id. */
export async function addEvent(event: Omit<WorldEvent, 'id'>): Promise<void> {
  await postJson('/api/events', event)
}

/** Takes the demo's notebooks, samples and events away. */
export const removeDemo = (): Promise<void> => remove('/api/demo')
