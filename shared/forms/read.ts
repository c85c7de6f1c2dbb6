import type { Person } from '#shared/notebook/notebook.ts'
import { readAtom, readLine, splitOutside } from './atom.ts'
import type { NotebookDraft, StepDraft } from './draft.ts'
import { piecesOf, type LineProblem, type Piece, type Pieces } from './lines.ts'
import { readBefore, readRange, readSpan } from './phrase.ts'
import { readVariable } from './variable.ts'
import { rangeProblem } from './rangeProblem.ts'
import { readSteps, type Say } from './readStep.ts'

/** The notebook that a text holds, or all that is wrong with it, in order of lines. */
export type ReadNotebook =
  | { readonly ok: true; readonly draft: NotebookDraft }
  | { readonly ok: false; readonly problems: readonly LineProblem[] }

type Head = Pick<NotebookDraft, 'status' | 'range' | 'blip' | 'before' | 'source' | 'variables' | 'tags'> & {
  readonly people: readonly Person[]
}
type HeadReader = (value: string) => Partial<Head> | string

const unlessNull = <Name extends keyof Head>(name: Name, value: Head[Name] | null, or: string) =>
  value === null ? or : { [name]: value }

function readWindow(value: string): Partial<Head> | string {
  const range = readRange(value)
  if (!range) return 'expected two times, as in `now-3h to now` or `2026-11-03T12:30Z to 2026-11-03T15:30Z`'
  return rangeProblem(range) ?? { range }
}

function readPeople(value: string): Partial<Head> | string {
  const people: Person[] = []
  for (const piece of splitOutside(value, ',')) {
    const [named = '', rest = ''] = splitOutside(piece, ' (')
    const [id, colour] = splitOutside(rest.replace(/\)$/, ''), '·').map(readAtom)
    const name = readAtom(named)
    if (name === null || !id || !colour)
      return 'expected names with id and colour, as in `on-call (oc · #6741d9)`'
    people.push({ id, name, colour })
  }
  return { people }
}

const spanForm = 'expected two instants, as in `2026-11-03T14:02Z to 2026-11-03T14:07Z`'
const headReaders: Readonly<Record<string, HeadReader>> = {
  blipbook: value => (value === '1' ? {} : `this text is of version ${value}; version 1 can be read`),
  status: value =>
    value === 'open' || value === 'concluded' ? { status: value } : 'a notebook is `open` or `concluded`',
  window: readWindow,
  blip: value => unlessNull('blip', readSpan(value), spanForm),
  before: value => unlessNull('before', readBefore(value), 'expected `day`, `week` or two instants'),
  source: value => unlessNull('source', readAtom(value), 'expected the id of a source'),
  tags: value => {
    const tags = splitOutside(value, ',').map(readAtom)
    return tags.includes(null)
      ? 'expected words with commas between them'
      : { tags: tags as readonly string[] }
  },
  people: readPeople,
  variable: value => {
    const variable = readVariable(value)
    return typeof variable === 'string' ? variable : { variables: [variable] }
  },
}

const blank: Omit<Head, 'range'> = {
  status: 'open',
  blip: null,
  before: null,
  source: 'embedded',
  variables: [],
  tags: [],
  people: [],
}

function readHead(pieces: Pieces['head'], say: Say): Head {
  const known = Object.keys(headReaders)
  let head: Head = { ...blank, range: { from: 'now-3h', to: 'now' } }
  pieces.forEach(({ line, name, value }, i) => {
    const read = headReaders[name]?.(value)
    if (read === undefined) say(line, `“${name}” is not known here; the names are ${known.join(', ')}`)
    else if (name !== 'variable' && pieces.findIndex(other => other.name === name) < i)
      say(line, `“${name}” stands twice`)
    else if (typeof read === 'string') say(line, read)
    else {
      const variables = [...head.variables, ...(read.variables ?? [])]
      const names = variables.map(variable => variable.name)
      if (new Set(names).size < names.length) say(line, `there is a variable ${names.at(-1)} already`)
      head = { ...head, ...read, variables }
    }
  })
  for (const name of ['blipbook', 'window'])
    if (!pieces.some(piece => piece.name === name)) say(1, `the head has no line \`${name}:\``)
  return head
}

const sectionNames = ['Conclusion', 'Question', 'Follow-ups']

type Sections = { title: string | null; texts: Map<string, string>; tasks: { text: string; done: boolean }[] }

/** Title, conclusion, question and follow-ups; the pieces of the steps are returned as they are. */
function readSections(body: readonly Piece[], say: Say): Sections & { readonly steps: readonly Piece[] } {
  const read: Sections = { title: null, texts: new Map(), tasks: [] }
  const steps: Piece[] = []
  let section: string | null = null
  for (const piece of body) {
    if (piece.is === 'anchor' || piece.is === 'step') section = 'steps'
    if (piece.is === 'title') {
      if (read.title !== null) say(piece.line, 'a notebook has one title')
      read.title = readLine(piece.text)
    } else if (piece.is === 'section') {
      section = piece.name
      if (!sectionNames.includes(section)) {
        say(
          piece.line,
          `“${section}” is not known here; the sections are ${sectionNames.join(', ')} and numbered steps`,
        )
        section = 'unknown'
      }
    } else if (section === 'steps') steps.push(piece)
    else if (piece.is === 'task' && section === 'Follow-ups') {
      read.tasks.push({ text: readLine(piece.text), done: piece.done })
    } else if (piece.is === 'quote' && section !== null && section !== 'Follow-ups') {
      if (read.texts.has(section))
        say(piece.line, `a second text under “${section}”; join the two by lines of \`>\``)
      read.texts.set(section, piece.text)
    } else if (section !== 'unknown')
      say(piece.line, `this does not belong ${section ? `under “${section}”` : 'here'}`)
  }
  return { ...read, steps }
}

/**
 * Reads what `printNotebook` wrote, or somebody by hand: order of the sections, blank lines and line ends are free; step ids, numbers,
 * people and whatever has a default may be left out. Nothing is guessed: all that does not fit is told with its line.
 */
export function readNotebook(text: string): ReadNotebook {
  const { head: headPieces, body, problems: found } = piecesOf(text)
  const problems: LineProblem[] = [...found]
  const say: Say = (line, message) => void problems.push({ line, message })
  if (headPieces.length === 0 && problems.length > 0) return { ok: false, problems }
  const { people, ...head } = readHead(headPieces, say)
  const sections = readSections(body, say)
  if (sections.title === null) say(1, 'the notebook has no title; write `# ` and a few words')
  const steps: readonly StepDraft[] = readSteps(sections.steps, people, say)
  if (problems.length > 0) return { ok: false, problems: problems.sort((a, b) => a.line - b.line) }
  const draft: NotebookDraft = {
    ...head,
    title: sections.title ?? '',
    question: sections.texts.get('Question') ?? '',
    conclusion: sections.texts.get('Conclusion') ?? '',
    followUps: sections.tasks,
    steps,
  }
  return { ok: true, draft }
}
