import type { Act, Drawing, Before } from '#shared/notebook/notebook.ts'
import { graphUnits, plainDrawing } from '#shared/ask/drawing.ts'
import { printIso } from '#shared/time/clock.ts'
import { parseDuration, printDuration } from '#shared/time/duration.ts'
import { resolveRange, type TimeRange } from '#shared/time/range.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import { printAtom, printLabelSet, readAtom, readLabelSet, splitOutside } from './atom.ts'

/** An instant as `printIso` writes it (a day alone, or with an offset, will do); null for anything else. */
export function readInstant(text: string): Ms | null {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null
  const resolved = resolveRange({ from: text, to: '9999-12-31' }, 0, () => 0)
  return resolved.ok ? resolved.window.from : null
}

/** `2026-11-03T14:02Z to 2026-11-03T14:07Z`. */
export const printSpan = (window: Window): string => `${printIso(window.from)} to ${printIso(window.to)}`

/** What `printSpan` wrote; null for anything else, or where the end is before the beginning. */
export function readSpan(text: string): Window | null {
  const [from, to, ...more] = text.split(' to ').map(readInstant)
  if (from === undefined || to === undefined || from === null || to === null || more.length > 0) return null
  return to >= from ? { from, to } : null
}

/** A typed range, `now-1h to now`; ends of odd characters are quoted. */
export const printRange = (range: TimeRange): string => `${printAtom(range.from)} to ${printAtom(range.to)}`

/** What `printRange` wrote; null for anything else. */
export function readRange(text: string): TimeRange | null {
  const [from, to, ...more] = splitOutside(text, ' to ').map(readAtom)
  if (typeof from !== 'string' || typeof to !== 'string' || more.length > 0) return null
  return { from, to }
}

/** `day`, `week` or a window; what stands for null (30 min ending 1 min ahead) is no line at all. */
export const printBefore = (before: NonNullable<Before>): string =>
  typeof before === 'string' ? before : printSpan(before)

/** What `printBefore` wrote; null for anything else. */
export const readBefore = (text: string): Before =>
  text === 'day' || text === 'week' ? text : readSpan(text)

const bareActs = ['copy', 'follow'] as const

/** What was done to the parent: `split by node`, `filter {node="i-0c3f9a"}`, `zoom …`, `compare 1d`, `follow`. */
export function printAct(act: Act): string {
  switch (act.kind) {
    case 'split':
    case 'unsplit':
      return `${act.kind} by ${printAtom(act.label)}`
    case 'filter':
    case 'exclude':
      return `${act.kind} ${printLabelSet(act.labels)}`
    case 'zoom':
      return `zoom ${printSpan(act.window)}`
    case 'compare':
      return `compare ${printDuration(act.against)}`
    case 'combine':
      return `combine with ${printAtom(act.with)}`
    default:
      return act.kind
  }
}

/** What `printAct` wrote; null for anything else. */
export function readAct(text: string): Act | null {
  const bare = bareActs.find(kind => kind === text)
  if (bare) return { kind: bare }
  const [, kind, rest] =
    /^(split by|unsplit by|combine with|filter|exclude|zoom|compare) (.*)$/s.exec(text) ?? []
  if (kind === undefined || rest === undefined) return null
  if (kind === 'split by' || kind === 'unsplit by') {
    const label = readAtom(rest)
    return label === null ? null : { kind: kind === 'split by' ? 'split' : 'unsplit', label }
  }
  if (kind === 'combine with') {
    const other = readAtom(rest)
    return other === null ? null : { kind: 'combine', with: other }
  }
  if (kind === 'filter' || kind === 'exclude') {
    const labels = readLabelSet(rest)
    return labels && { kind, labels }
  }
  if (kind === 'zoom') {
    const window = readSpan(rest)
    return window && { kind, window }
  }
  const against = readLength(rest)
  return against === null ? null : { kind: 'compare', against }
}

/** A length of time with an optional minus; null for anything else. */
export function readLength(text: string): Ms | null {
  const length = parseDuration(text.replace(/^-/, ''))
  return length !== null && text.startsWith('-') ? -length : length
}

const oneOf =
  <Value>(...values: readonly Value[]) =>
  (text: string): Value | undefined =>
    values.find(value => String(value) === text)

const level = (text: string): number | undefined => {
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : undefined
}

/** Each part of a drawing, in the order in which they are written, and how its word is read. */
const drawings: { readonly [Name in keyof Drawing]: (text: string) => Drawing[Name] | undefined } = {
  shape: oneOf('auto', 'lines', 'heatmap'),
  scale: oneOf('linear', 'log'),
  base: oneOf('zero', 'auto'),
  unit: oneOf(...graphUnits),
  crowd: oneOf('crowd', 'lines'),
  stacked: oneOf(true, false),
  threshold: level,
}
const drawingNames = Object.keys(drawings) as (keyof Drawing)[]

/** What differs from the plain drawing, `scale log, unit seconds`; empty where nothing does. */
export const printDrawing = (drawing: Drawing): string =>
  drawingNames
    .filter(name => drawing[name] !== plainDrawing[name])
    .map(name => `${name} ${drawing[name]}`)
    .join(', ')

/** What `printDrawing` wrote, over the plain drawing; null for anything else. */
export function readDrawing(text: string): Drawing | null {
  let drawing: Drawing = plainDrawing
  for (const piece of text.split(',')) {
    const [name = '', value = ''] = piece.trim().split(' ')
    const read = drawingNames.includes(name as keyof Drawing)
      ? drawings[name as keyof Drawing](value)
      : undefined
    if (read === undefined) return null
    drawing = { ...drawing, [name]: read }
  }
  return drawing
}
