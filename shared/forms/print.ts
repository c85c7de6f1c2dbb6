import type { Query } from '#shared/ask/request.ts'
import type { Notebook, Person, Step } from '#shared/notebook/notebook.ts'
import { trail, type TrailStep } from '#shared/notebook/trail.ts'
import { printIso } from '#shared/time/clock.ts'
import { printDuration } from '#shared/time/duration.ts'
import { printAtom, printLine, printMatchers } from './atom.ts'
import { confidenceNames, verdictNames } from './draft.ts'
import { printVariable } from './variable.ts'
import { printAct, printBefore, printDrawing, printRange, printSpan } from './phrase.ts'

/**
 * What a reader of the text sees of a step's kept evidence, and what `readNotebook` passes over: a sentence on what it shows, the address of a
 * picture (a file's, or a `data:` URI), and the top rows of the table with how many more there are.
 */
export type StepEvidence = {
  readonly sentence?: string
  readonly picture?: string
  readonly table?: {
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
    readonly more: number
  }
}

const heading = (sign: string, text: string) => (text === '' ? sign : `${sign} ${printLine(text)}`)

const quote = (text: string): readonly string[] =>
  text === '' ? [] : ['', ...text.split('\n').map(line => (line === '' ? '>' : `> ${line}`))]

function fence(query: Query): readonly string[] {
  const longest = Math.max(2, ...(query.text.match(/`+/g) ?? []).map(run => run.length))
  const ticks = '`'.repeat(longest + 1)
  const legend = query.legend === '' ? '' : ` as ${printAtom(query.legend)}`
  const lines = query.text === '' ? [] : query.text.split('\n')
  return [
    '',
    `${ticks}${query.language} ${printAtom(query.id)} on ${printAtom(query.source)}${legend}`,
    ...lines,
    ticks,
  ]
}

const cell = (text: string) => text.replace(/\s+/g, ' ').replace(/\\/g, '\\\\').replace(/\|/g, '\\|')
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`

function printEvidence({ sentence, picture, table }: StepEvidence, title: string): readonly string[] {
  const lines: string[] = []
  if (sentence) lines.push('', `*${sentence.replace(/\s+/g, ' ').trim()}*`)
  if (picture) lines.push('', `![${title.replace(/[[\]\\\n\r]/g, ' ')}](${picture})`)
  if (table && table.rows.length > 0) {
    lines.push('', row(table.head), row(table.head.map(() => '---')), ...table.rows.map(row))
    if (table.more > 0) lines.push(row([`${table.more} more`, ...table.head.slice(1).map(() => '')]))
  }
  return lines
}

function content(step: Step): readonly string[] {
  if (step.is === 'note') return ['- note']
  if (step.is === 'message') {
    const said = step.said === null ? '' : `, ${printIso(step.said)}`
    return [`- message: ${printAtom(step.author)}${said}`]
  }
  if (step.request.kind === 'events') return [`- events: ${printMatchers(step.request.where)}`]
  return step.request.against === null ? [] : [`- against: ${printDuration(step.request.against)}`]
}

type Authors = readonly Person[]

function authorsOf(steps: readonly Step[]): Authors {
  const known = new Map<string, Person>()
  for (const step of steps)
    if (step.is === 'ask' && step.judgment) known.set(step.judgment.by.id, step.judgment.by)
  return [...known.values()]
}

function author(by: Person, authors: Authors): string {
  const alone = authors.filter(other => other.name === by.name).length < 2
  return alone ? printAtom(by.name) : `${printAtom(by.name)} (${printAtom(by.id)})`
}

function verdict(step: Step, authors: Authors): readonly string[] {
  if (step.is !== 'ask' || !step.judgment) return []
  const { verdict, confidence, happened, by, at } = step.judgment
  const done = happened === null ? '' : ` (done ${printIso(happened)})`
  return [
    '',
    `**${verdictNames[verdict]}**${done} · ${author(by, authors)} · ${printIso(at)} · ${confidenceNames[confidence]}`,
  ]
}

function printStep(
  { step, number, parent }: TrailStep,
  numbers: ReadonlyMap<string, number>,
  authors: Authors,
  evidence: StepEvidence | null,
): readonly string[] {
  const drawing = printDrawing(step.drawing)
  const queries = step.is === 'ask' && step.request.kind === 'query' ? step.request.queries : []
  const fields = [
    ...content(step),
    ...(parent && step.grewFrom
      ? [`- from: [${numbers.get(parent)}](#${parent}), ${printAct(step.grewFrom.act)}`]
      : []),
    ...(step.range ? [`- window: ${printRange(step.range)}`] : []),
    ...(drawing === '' ? [] : [`- graph: ${drawing}`]),
    ...step.marks.map(mark => `- mark: ${printSpan(mark.window)}, ${JSON.stringify(mark.text)}`),
    ...(step.folded ? ['- folded'] : []),
    ...(step.kept ? ['- kept'] : []),
  ]
  return [
    '',
    `<a id="${step.id}"></a>`,
    '',
    heading(`## ${number}.`, step.title),
    ...(fields.length > 0 ? ['', ...fields] : []),
    ...queries.filter(query => !query.removed).flatMap(fence),
    ...(evidence ? printEvidence(evidence, step.title) : []),
    ...verdict(step, authors),
    ...(step.is === 'ask' ? [] : quote(step.text)),
    ...(step.is === 'ask' ? quote(step.words) : []),
  ]
}

const person = ({ name, id, colour }: Person) =>
  `${printAtom(name)} (${printAtom(id)} · ${printAtom(colour)})`

/**
 * A notebook as a text that people read in a ticket, that Git diffs line by line, and that `readNotebook` reads back: the answer first, then each
 * step with its queries, verdict and words. What people wrote stands behind `> `; all else has a fixed shape. Runs and whatever was removed are left
 * out; a step whose parent was removed hangs below the nearest one that is still there. `evidence` adds what was seen: for tickets.
 */
export function printNotebook(
  notebook: Notebook,
  evidence: (step: Step) => StepEvidence | null = () => null,
): string {
  const steps = trail(notebook)
  const numbers = new Map(steps.map(({ step, number }) => [step.id, number]))
  const authors = authorsOf(steps.map(({ step }) => step))
  const lines = [
    '---',
    'blipbook: 1',
    `status: ${notebook.status}`,
    `window: ${printRange(notebook.range)}`,
    ...(notebook.blip ? [`blip: ${printSpan(notebook.blip)}`] : []),
    ...(notebook.before ? [`before: ${printBefore(notebook.before)}`] : []),
    `source: ${printAtom(notebook.source)}`,
    ...(notebook.tags.length > 0 ? [`tags: ${notebook.tags.map(printAtom).join(', ')}`] : []),
    ...notebook.variables.map(variable => `variable: ${printVariable(variable)}`),
    ...(authors.length > 0 ? [`people: ${authors.map(person).join(', ')}`] : []),
    '---',
    '',
    heading('#', notebook.title),
    ...(notebook.conclusion === '' ? [] : ['', '## Conclusion', ...quote(notebook.conclusion)]),
    ...(notebook.question === '' ? [] : ['', '## Question', ...quote(notebook.question)]),
    ...steps.flatMap(shown => printStep(shown, numbers, authors, evidence(shown.step))),
    ...(notebook.followUps.length === 0 ? [] : ['', '## Follow-ups', '']),
    ...notebook.followUps.map(({ text, done }) => heading(`- [${done ? 'x' : ' '}]`, text)),
  ]
  return lines.join('\n') + '\n'
}
