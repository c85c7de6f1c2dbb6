import { ChangeSet, Text } from '@codemirror/state'
import { limits } from './limits.ts'
import type { Edit, Refusal, TextField } from '#shared/notebook/operation.ts'

const lineBreak = /\r\n?|\n/

/** The text with every line break as one LF. */
export const plainText = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

/** A text as @codemirror/state holds it; a line break counts as one character. */
export const documentOf = (text: string): Text => Text.of(text.split(lineBreak))

/** A key that is equal for two fields exactly when they are the same one. */
export const fieldKey = (field: TextField): string =>
  field.of === 'notebook'
    ? field.name
    : field.of === 'query'
      ? `query ${field.step} ${field.query}`
      : `${field.of} ${field.step}`

/** The change set of an edit that `readEdit` has passed. */
export const changeOf = (edit: Edit): ChangeSet => ChangeSet.fromJSON(edit)

/** An edit as it stands in the log. */
export const editOf = (change: ChangeSet): Edit => change.toJSON() as Edit

/** The edit that makes `after` out of `before`: their common start and end are kept. */
export function editBetween(before: string, after: string): Edit {
  const from = plainText(before)
  const to = plainText(after)
  const most = Math.min(from.length, to.length)
  let start = 0
  while (start < most && from[start] === to[start]) start++
  let end = 0
  while (end < most - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++
  const insert = documentOf(to.slice(start, to.length - end))
  return editOf(ChangeSet.of({ from: start, to: from.length - end, insert }, from.length))
}

/**
 * An edit with its line breaks made plain, or why it is none: kept lengths are whole numbers above 0, deleted lengths from 0 on, and an
 * insertion is a list of lines. What it holds against the text is for `edited` to say.
 */
export function readEdit(
  edit: Edit,
): { readonly ok: true; readonly edit: Edit } | { readonly ok: false; readonly refusal: Refusal } {
  const parts: (number | readonly [number, ...string[]])[] = []
  for (const part of edit) {
    if (typeof part === 'number') {
      if (!Number.isSafeInteger(part) || part < 1)
        return malformed('keeps a length that is no whole number above 0')
      parts.push(part)
      continue
    }
    const [deleted, ...lines] = part
    if (!Number.isSafeInteger(deleted) || deleted < 0)
      return malformed('deletes a length that is no whole number')
    if (deleted === 0 && lines.join('\n') === '') {
      if (lines.length < 2) return malformed('has a part that does nothing')
    }
    parts.push([deleted, ...lines.flatMap(line => (typeof line === 'string' ? line.split(lineBreak) : []))])
  }
  return { ok: true, edit: parts }
}

/** The text with the edit applied, or why it cannot be. */
export function edited(
  text: string,
  edit: Edit,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: Refusal } {
  const read = readEdit(edit)
  if (!read.ok) return read
  const length = read.edit.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : part[0]), 0)
  if (length !== text.length)
    return malformed(`is for a text of ${length} characters, and this one has ${text.length}`)
  const after = changeOf(read.edit).apply(documentOf(text)).toString()
  if (after.length > limits.text && after.length > text.length) {
    const message = `A text may have ${limits.text.toLocaleString('en')} characters; this one would have ${after.length.toLocaleString('en')}.`
    return { ok: false, refusal: { kind: 'invalid', message } }
  }
  return { ok: true, text: after }
}

const malformed = (what: string) =>
  ({ ok: false, refusal: { kind: 'invalid', message: `The edit ${what}.` } }) as const
