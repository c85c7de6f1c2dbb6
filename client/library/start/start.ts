import { askPerson } from '#client/app/person.tsx'
import { cell } from '#client/app/cell.ts'
import { newId } from '#client/app/newId.ts'
import { notify } from '#client/app/notices.tsx'
import { stored } from '#client/app/stored.ts'
import { waiting } from '#client/notebook/page/waiting.ts'
import { createNotebook, readNotebook } from '#client/server/api.ts'
import { forgetNotebooks } from '#client/server/hooks.ts'
import { listSources } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { type Beginning, beginOperations } from './begin.ts'
import { readLink } from './link.ts'

type Go = (path: string) => void

/** The notebook for which the guide line is shown; null once it was put away. */
export const guided = stored<Id | null>(
  'guided',
  text => (text === null || text === '' ? null : text),
  id => id ?? '',
)

/** True while a notebook is on its way to the server. */
export const starting = cell(false)

/** The source of a new notebook: the Prometheus added last that is not known to be down, else the embedded store. */
export function sourceOfNew(sources: readonly SourceSummary[]): string {
  const living = sources.filter(source => source.kind === 'prometheus' && source.state?.up !== false)
  return (living.at(-1) ?? sources[0])?.id ?? 'embedded'
}

/** Makes a notebook and goes there; asks for a name first where none is known. Trouble is told to the person. */
export async function startNotebook(go: Go, beginning: Beginning = {}): Promise<void> {
  await making(async by => {
    const source = beginning.source ?? sourceOfNew(await listSources())
    const { operations } = beginOperations({ ...beginning, source }, newId)
    go(`/n/${await createNotebook(by, operations)}`)
  })
}

/** The notebook that a link in an alert asks for, with its steps run at once. What of the link cannot be had is told to the person. */
export async function startFromLink(go: Go, search: string): Promise<void> {
  await making(async by => {
    const sources = await listSources()
    const { beginning, problems } = readLink(search, sources)
    const source = beginning.source ?? sourceOfNew(sources)
    const { operations, steps } = beginOperations({ ...beginning, source }, newId)
    const id = await createNotebook(by, operations)
    waiting.add(page => page.run(steps))
    for (const text of problems) notify({ text, tone: 'trouble' })
    go(`/n/${id}`)
  })
}

/** A new notebook with the question and the window of a finished one, and an empty trail. */
export async function redoNotebook(go: Go, finished: Id): Promise<void> {
  await making(async by => {
    const { title, question, range, source } = await readNotebook(finished)
    const beginning = { title: `Redo: ${title.replace(/,.*$/, '')}`, question, range, source }
    const id = await createNotebook(by, beginOperations(beginning, newId).operations)
    guided.set(id)
    go(`/n/${id}`)
  })
}

async function making(make: (by: Person) => Promise<void>): Promise<void> {
  if (starting.get()) return
  const by = await askPerson()
  if (by === null) return
  starting.set(true)
  try {
    await make(by)
    void forgetNotebooks()
  } catch (trouble) {
    notify({ tone: 'trouble', text: `No notebook was made. ${wordsOf(trouble)}` })
  } finally {
    starting.set(false)
  }
}
