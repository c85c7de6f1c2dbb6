import type { Query, Request } from '#shared/ask/request.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import {
  plainDrawing,
  type Act,
  type Confidence,
  type Drawing,
  type Person,
  type Verdict,
} from '#shared/notebook/notebook.ts'
import type { TimeRange } from '#shared/time/range.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import { readAtom, readLine, readMatchers, splitOutside } from './atom.ts'
import { confidenceNames, verdictNames, type JudgmentDraft, type StepDraft } from './draft.ts'
import type { Piece } from './lines.ts'
import { readAct, readDrawing, readInstant, readLength, readRange, readSpan } from './phrase.ts'
import { rangeProblem } from './rangeProblem.ts'

/** Notes that something is wrong with a line. */
export type Say = (line: number, message: string) => void

type Fields = {
  readonly note: boolean
  readonly message: { readonly author: string; readonly said: Ms | null } | null
  readonly events: readonly Matcher[] | null
  readonly against: Ms | null
  readonly from: { readonly parent: string | number; readonly act: Act; readonly line: number } | null
  readonly window: TimeRange | null
  readonly graph: Drawing
  readonly marks: readonly { readonly window: Window; readonly text: string }[]
  readonly folded: boolean
  readonly kept: boolean
}
type FieldReader = (value: string, so: Fields, line: number) => Partial<Fields> | string

const bare = (value: string, fields: Partial<Fields>) =>
  value === '' ? fields : 'nothing is expected after this word'

const readers: Readonly<Record<keyof Omit<Fields, 'marks'> | 'mark', FieldReader>> = {
  note: value => bare(value, { note: true }),
  folded: value => bare(value, { folded: true }),
  kept: value => bare(value, { kept: true }),
  message: value => {
    const [named = '', at] = splitOutside(value, ',')
    const author = readAtom(named)
    const said = at === undefined ? null : readInstant(at)
    if (author === null || (at !== undefined && said === null))
      return 'expected who said it and when, as in `message: service owner, 2026-11-03T16:10Z`'
    return { message: { author, said } }
  },
  events: value => {
    const events = readMatchers(value)
    return events ? { events } : 'expected matchers, as in `events: {service="license-svc"}`'
  },
  against: value => {
    const against = readLength(value)
    return against === null ? 'expected a length of time, as in `against: 1d`' : { against }
  },
  from: (value, _, line) => {
    const [, id, number, rest] = /^(?:\[\d*\]\(#([^)]*)\)|(\d+))(?:, (.*))?$/s.exec(value) ?? []
    const act: Act | null = rest === undefined ? { kind: 'follow' } : readAct(rest)
    if ((id === undefined && number === undefined) || !act)
      return 'expected a step and what was done to it, as in `from: 5, split by node`'
    return { from: { parent: id ?? Number(number), act, line } }
  },
  window: value => {
    const window = readRange(value)
    return window ? (rangeProblem(window) ?? { window }) : 'expected two times, as in `window: now-3h to now`'
  },
  graph: value => {
    const graph = readDrawing(value)
    return graph
      ? { graph }
      : 'expected how the graph is drawn, as in `graph: scale log, base auto, unit seconds, crowd lines`'
  },
  mark: (value, so) => {
    const [span = '', text = ''] = splitOutside(value, ',')
    const window = readSpan(span)
    const words = readAtom(text)
    if (!window || words === null)
      return 'expected a window and a quoted text, as in `mark: … to …, "ramp begins"`'
    return { marks: [...so.marks, { window, text: words }] }
  },
}

const nothing: Fields = {
  note: false,
  message: null,
  events: null,
  against: null,
  from: null,
  window: null,
  graph: plainDrawing,
  marks: [],
  folded: false,
  kept: false,
}

function readQuery({ line, info, text }: Extract<Piece, { is: 'fence' }>, say: Say): Query | null {
  const [, language, rest = ''] = /^(\S+) (.+)$/s.exec(info) ?? []
  const [name = '', place = ''] = splitOutside(rest, ' on ')
  const [source = '', called] = splitOutside(place, ' as ')
  const id = readAtom(name)
  const on = readAtom(source)
  const legend = called === undefined ? '' : readAtom(called)
  if (id !== null && on !== null && legend !== null && language === 'promql')
    return { id, source: on, language, text, legend, removed: false }
  say(line, 'expected the language, the query’s name and its source, as in ```promql A on embedded')
  return null
}

function readVerdict(text: string, people: readonly Person[]): JudgmentDraft | string {
  const pieces = splitOutside(text, '·')
  const [, name, done] = /^\*\*(.+)\*\*(?: \(done (\S+)\))?$/s.exec(pieces[0] ?? '') ?? []
  const verdict = (Object.keys(verdictNames) as Verdict[]).find(key => verdictNames[key] === name)
  const confidence = (Object.keys(confidenceNames) as Confidence[]).find(
    key => confidenceNames[key] === pieces[3],
  )
  const happened = done === undefined ? null : readInstant(done)
  const at = readInstant(pieces[2] ?? '')
  const [called = '', marked] = splitOutside((pieces[1] ?? '').replace(/\)$/, ''), ' (')
  const author = readAtom(called)
  const id = marked === undefined ? null : readAtom(marked)
  if (!verdict) return `the verdicts are ${Object.values(verdictNames).join(', ')}`
  if (!confidence)
    return `a verdict ends with how sure its author is: ${Object.values(confidenceNames).join(', ')}`
  if (at === null || author === null || (done !== undefined && happened === null))
    return 'expected `**Cause** · author · 2026-11-03T19:40Z · certain`'
  const by = people.find(person => person.name === author && (id === null || person.id === id))
  return {
    verdict,
    confidence,
    happened,
    at,
    by: by ?? { id: id ?? author, name: author, colour: '#5a616a' },
  }
}

type Raw = {
  readonly line: number
  readonly id: string
  readonly title: string
  readonly pieces: readonly Piece[]
}

function readStep({ line, id, title, pieces }: Raw, people: readonly Person[], say: Say) {
  let fields = nothing
  const queries: Query[] = []
  let judgment: JudgmentDraft | null = null
  let text: string | null = null
  for (const piece of pieces) {
    if (piece.is === 'field') {
      const reader = readers[piece.name as keyof typeof readers] as FieldReader | undefined
      const read = reader?.(piece.value, fields, piece.line)
      if (read === undefined)
        say(piece.line, `“${piece.name}” is not known here; the names are ${Object.keys(readers).join(', ')}`)
      else if (typeof read === 'string') say(piece.line, read)
      else fields = { ...fields, ...read }
    } else if (piece.is === 'fence') {
      const query = readQuery(piece, say)
      if (query && queries.some(other => other.id === query.id))
        say(piece.line, `a second query ${query.id} in this step`)
      if (query) queries.push(query)
    } else if (piece.is === 'quote') {
      if (text !== null) say(piece.line, 'a second text in this step; join the two by lines of `>`')
      text = piece.text
    } else if (piece.is === 'verdict') {
      const read = readVerdict(piece.text, people)
      if (typeof read === 'string' || judgment)
        say(piece.line, typeof read === 'string' ? read : 'a second verdict in this step')
      else judgment = read
    } else say(piece.line, 'this does not belong in a step')
  }
  const { note, message, events, against, from } = fields
  const asks = !note && !message
  if ([note, message, events].filter(Boolean).length > 1)
    say(line, 'a step is one of note, message and events')
  if (queries.length > 0 && (!asks || events)) say(line, 'only a step of queries has queries')
  if (judgment && !asks) say(line, 'a note or a message has no verdict')
  const common = {
    id,
    title,
    range: fields.window,
    drawing: fields.graph,
    marks: fields.marks,
    folded: fields.folded,
    kept: fields.kept,
    words: asks ? (text ?? '') : '',
    judgment,
  }
  const request: Request = events ? { kind: 'events', where: events } : { kind: 'query', queries, against }
  const content = message
    ? ({ is: 'message', text: text ?? '', ...message } as const)
    : note
      ? ({ is: 'note', text: text ?? '' } as const)
      : ({ is: 'ask', request } as const)
  return { from, draft: { ...common, ...content } }
}

function raws(pieces: readonly Piece[], say: Say): readonly Raw[] {
  const found: (Raw & { pieces: Piece[] })[] = []
  let anchor: Extract<Piece, { is: 'anchor' }> | null = null
  for (const piece of pieces) {
    if (piece.is === 'anchor') anchor = piece
    else if (piece.is === 'step') {
      if (found.length === limits.steps) {
        say(piece.line, `a notebook has at most ${limits.steps} steps`)
        break
      }
      const id = anchor?.id ?? `step-${found.length + 1}`
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(id))
        say(anchor?.line ?? piece.line, 'an id is made of letters, digits, - and _')
      if (found.some(other => other.id === id))
        say(anchor?.line ?? piece.line, `a second step with the id ${id}`)
      found.push({ line: piece.line, id, title: readLine(piece.title), pieces: [] })
      anchor = null
    } else if (found.length > 0) found.at(-1)?.pieces.push(piece)
    else say(piece.line, 'this stands before the first step')
  }
  return found
}

/** The steps in order. A parent must be a step of the same text, and no step its own ancestor. */
export function readSteps(
  pieces: readonly Piece[],
  people: readonly Person[],
  say: Say,
): readonly StepDraft[] {
  const read = raws(pieces, say).map(raw => readStep(raw, people, say))
  const ids = read.map(({ draft }) => draft.id)
  const parents = new Map<string, string>()
  return read.map(({ from, draft }): StepDraft => {
    if (!from) return { ...draft, grewFrom: null }
    const step = typeof from.parent === 'number' ? ids[from.parent - 1] : from.parent
    if (step === undefined || !ids.includes(step)) say(from.line, `there is no step ${from.parent}`)
    else {
      parents.set(draft.id, step)
      for (let at = parents.get(draft.id); at !== undefined; at = parents.get(at))
        if (at === draft.id) {
          say(from.line, 'this step would grow from itself')
          parents.delete(draft.id)
        }
    }
    return { ...draft, grewFrom: { step: step ?? '', act: from.act } }
  })
}
