import { cell } from '#client/app/cell.ts'
import { newId } from '#client/app/newId.ts'
import { notify } from '#client/app/notices.tsx'
import type { Session } from '#client/live/session.ts'
import { send } from '#client/server/request.ts'
import { ApiTrouble, wordsOf } from '#client/server/trouble.ts'
import { textAt } from '#shared/notebook/find.ts'
import { editBetween } from '#shared/notebook/log/text.ts'
import type { Hash, Id, Step } from '#shared/notebook/notebook.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import { pictureText } from '#shared/notebook/pictures.ts'
import { encodePicture } from './encode.ts'
import { type Spot, withPicture } from './insertion.ts'

/** A picture on its way into a text. Waiting: the server does not answer, and it is tried again. */
export type Upload = {
  readonly id: string
  readonly session: Session
  readonly field: TextField
  readonly file: File
  readonly spot: Spot
  readonly state: 'under way' | 'waiting' | 'failed'
  readonly message: string
  readonly stop: AbortController
}

/** All of this page that have not arrived; they outlive the fields that they were put into. */
export const uploads = cell<readonly Upload[]>([])

const again = 4000

const alter = (id: string, change: Partial<Upload>) =>
  uploads.set(uploads.get().map(each => (each.id === id ? { ...each, ...change } : each)))

/** Takes an upload away, stopped where it is under way. */
export function dropUpload(id: string): void {
  uploads
    .get()
    .find(each => each.id === id)
    ?.stop.abort()
  uploads.set(uploads.get().filter(each => each.id !== id))
}

async function keepPicture(notebook: Id, blob: Blob, signal: AbortSignal): Promise<Hash> {
  const response = await send(`/api/notebooks/${encodeURIComponent(notebook)}/pictures`, {
    method: 'POST',
    headers: { 'Content-Type': blob.type, Accept: 'application/json' },
    body: blob,
    signal,
  })
  const { hash } = (await response.json()) as { readonly hash: Hash }
  return hash
}

/** Puts the Markdown of a picture into its text; false: the text is not there, or does not take it. */
function putIntoText({ session, field, spot }: Upload, markdown: string): boolean {
  const text = textAt(session.notebook(), field)
  if (text === null) return false
  const put = withPicture(text, spot, markdown)
  if (session.act([{ do: 'edit', text: field, edit: editBetween(text, put.text) }]) !== null) return false
  uploads.set(uploads.get().map(each => (each.spot === spot ? { ...each, spot: put.next } : each)))
  return true
}

async function bring(id: string): Promise<void> {
  const found = uploads.get().find(each => each.id === id)
  if (found === undefined) return
  const { session, file, stop } = found
  try {
    const { blob, words, remark } = await encodePicture(file)
    const hash = await keepPicture(session.notebook().id, blob, stop.signal)
    const upload = uploads.get().find(each => each.id === id)
    if (upload === undefined) return
    if (!putIntoText(upload, pictureText(words, hash)))
      return alter(id, { state: 'failed', message: 'The text that it was for does not take it.' })
    dropUpload(id)
    if (remark !== null) notify({ text: `The picture is in: ${remark}` })
  } catch (thrown) {
    if (stop.signal.aborted) return
    if (!(thrown instanceof ApiTrouble && thrown.offline))
      return alter(id, { state: 'failed', message: wordsOf(thrown) })
    alter(id, { state: 'waiting', message: 'The server does not answer; it is kept here and tried again.' })
    setTimeout(() => stop.signal.aborted || tryAgain(id), again)
  }
}

/** Begins an upload anew that failed or waits. */
export function tryAgain(id: string): void {
  alter(id, { state: 'under way', message: '' })
  void bring(id)
}

/** Puts pictures into a text at an offset, one below the other; each is there when the server has it. */
function addPictures(session: Session, field: TextField, files: readonly File[], at: number): void {
  const spot = { before: (textAt(session.notebook(), field) ?? '').slice(0, at) }
  const added = files.map((file): Upload => ({
    id: newId(),
    session,
    field,
    file,
    spot,
    state: 'under way',
    message: '',
    stop: new AbortController(),
  }))
  uploads.set([...uploads.get(), ...added])
  void added.reduce((before, { id }) => before.then(() => bring(id)), Promise.resolve())
}

const picturesAmong = (files: FileList | null): readonly File[] =>
  [...(files ?? [])].filter(file => file.type.startsWith('image/'))

/** Puts the pictures of what was pasted or dropped into a text at an offset; false: there are none, or they only picture a text that is there too. */
export function addPut(session: Session, field: TextField, data: DataTransfer | null, at: number): boolean {
  const files = data?.getData('text/plain') === '' ? picturesAmong(data.files) : []
  addPictures(session, field, files, at)
  return files.length > 0
}

/** Lets the person choose pictures from their files, for the end of a step's text. */
export function choosePictures(session: Session, step: Step): void {
  const field: TextField = { of: step.is === 'ask' ? 'words' : 'text', step: step.id }
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = true
  input.addEventListener('change', () => addPictures(session, field, picturesAmong(input.files), Infinity))
  input.click()
}
