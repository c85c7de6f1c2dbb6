import { graphUnits } from '#shared/ask/drawing.ts'
import * as fc from 'fast-check'
import type { NotebookDraft } from '#shared/forms/draft.ts'
import {
  confidences,
  plainDrawing,
  verdicts,
  type Act,
  type Drawing,
  type Notebook,
  type Person,
  type Step,
  type Variable,
} from '#shared/notebook/notebook.ts'
import { week } from '#shared/time/window.ts'

/** Texts with everything that could be mistaken for the form itself. */
const awkward = fc.constantFrom(
  '> quoted',
  '```',
  '````',
  '## 1. Not a step',
  '---',
  '- from: 1',
  '**Cause**',
  '*',
  '|',
  '![',
  '<a id="x"></a>',
  '',
  ' ',
  'a · b',
  'x to y',
  '"',
  '\\',
  '\\n',
  '(oc',
  'one, two; three',
  '{a="b"}',
  'é – “”',
  '\t',
)
const line = fc.oneof(
  awkward,
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.replace(/[\r\n]/g, '')),
)
const text = fc.array(line, { maxLength: 4 }).map(lines => lines.join('\n'))
const instant = fc.oneof(
  fc.integer({ min: 0, max: 4e12 }),
  fc.integer({ min: 0, max: 66_000_000 }).map(minutes => minutes * 60_000),
)
const window = fc
  .tuple(instant, fc.integer({ min: 0, max: week }))
  .map(([from, length]) => ({ from, to: from + length }))
const end = fc.constantFrom(
  'now',
  'now-1h30m',
  'now/d',
  '2026-11-03T12:30Z',
  '2026-11-03 12:30',
  '1762173000',
  ' now ',
)
const range = fc.record({ from: end, to: end })
const labels = fc.dictionary(
  line.filter(name => name !== ''),
  line,
  { maxKeys: 3, noNullPrototype: true },
)
const matcher = fc.record({
  name: line.filter(name => name !== ''),
  op: fc.constantFrom('=', '!=', '=~', '!~'),
  value: line,
})
const person: fc.Arbitrary<Person> = fc.constantFrom(
  { id: 'oc', name: 'on-call', colour: '#6741d9' },
  { id: 'tm', name: 'teammate', colour: '#0b7285' },
  { id: 'o2', name: 'on-call', colour: 'teal' },
  { id: 'x y', name: 'a (b), c · d "e"', colour: 'rgb(1, 2, 3)' },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('split', 'unsplit'), label: line.filter(name => name !== '') }),
  fc.record({ kind: fc.constantFrom('filter', 'exclude'), labels }),
  fc.record({ kind: fc.constant('zoom'), window }),
  fc.record({ kind: fc.constant('compare'), against: fc.integer({ min: 0, max: week }) }),
  fc.record({ kind: fc.constantFrom('copy', 'follow') }),
  fc.record({ kind: fc.constant('combine'), with: fc.constant('s0') }),
)
const drawing: fc.Arbitrary<Drawing> = fc.record({
  scale: fc.constantFrom('linear', 'log'),
  base: fc.constantFrom('zero', 'auto'),
  unit: fc.constantFrom(...graphUnits),
  crowd: fc.constantFrom('crowd', 'lines'),
  shape: fc.constantFrom('auto', 'lines', 'heatmap'),
  stacked: fc.boolean(),
  threshold: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0)),
})
const queries = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'a on b'), { maxLength: 3 }).chain(ids =>
  fc.tuple(
    ...ids.map(id =>
      fc.record({
        id: fc.constant(id),
        source: fc.constantFrom('embedded', 'prod on call'),
        language: fc.constant('promql' as const),
        text,
        legend: line,
        removed: fc.constant(false),
      }),
    ),
  ),
)
const request = fc.oneof(
  fc.record({
    kind: fc.constant('query' as const),
    queries,
    against: fc.option(fc.integer({ min: 0, max: week })),
  }),
  fc.record({ kind: fc.constant('events' as const), where: fc.array(matcher, { maxLength: 2 }) }),
)
const judgment = fc.record({
  verdict: fc.constantFrom(...verdicts),
  confidence: fc.constantFrom(...confidences),
  on: fc.constant('run'),
  happened: fc.option(instant),
  by: person,
  at: instant,
})
const common = {
  title: line,
  range: fc.option(range),
  drawing: fc.oneof(fc.constant(plainDrawing), drawing),
  marks: fc.array(fc.record({ id: fc.constant('m'), window, text }), { maxLength: 2 }),
  folded: fc.boolean(),
  kept: fc.boolean(),
  removed: fc.constant(false),
}
const content = fc.oneof(
  fc.record({
    ...common,
    is: fc.constant('ask' as const),
    request,
    runs: fc.constant([]),
    judgment: fc.option(judgment),
    words: text,
  }),
  fc.record({ ...common, is: fc.constant('note' as const), text, words: fc.constant('') }),
  fc.record({
    ...common,
    is: fc.constant('message' as const),
    text,
    author: line.filter(name => name !== ''),
    said: fc.option(instant),
    words: fc.constant(''),
  }),
)
const steps = fc.array(fc.tuple(content, act, fc.nat(9)), { maxLength: 5 }).map(made =>
  made.map(([step, how, parent], i): Step => {
    const grewFrom = parent < i ? { step: `s${parent}`, act: how } : null
    return { ...step, id: `s${i}`, grewFrom }
  }),
)

const notEmpty = line.filter(word => word !== '')
const variables: fc.Arbitrary<readonly Variable[]> = fc.uniqueArray(
  fc.record({
    id: fc.constant('v'),
    name: fc.constantFrom('node', 'region', '_x9', 'all', 'typed'),
    from: fc.oneof(
      fc.record({ kind: fc.constant('typed' as const) }),
      fc.record({ kind: fc.constant('list' as const), values: fc.array(text, { maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('label' as const),
        source: fc.oneof(fc.constantFrom('embedded', 'prod on call'), notEmpty),
        selector: fc.oneof(fc.constantFrom('', 'up{region="$region"}'), text),
        label: fc.oneof(fc.constantFrom('node', 'a of b'), notEmpty),
      }),
    ),
    chosen: fc.oneof(fc.constant('all' as const), fc.array(text, { maxLength: 2 })),
    several: fc.boolean(),
    all: fc.oneof(fc.constantFrom('', '.*', 'all; several'), line),
  }),
  { maxLength: 3, selector: variable => variable.name },
)

/** Notebooks of all shapes, nothing removed, each step's parent above it. */
export const notebooks: fc.Arbitrary<Notebook> = fc.record({
  id: fc.constant('n'),
  number: fc.nat(),
  title: line,
  question: text,
  conclusion: text,
  status: fc.constantFrom('open', 'concluded'),
  range,
  blip: fc.option(window),
  before: fc.oneof(fc.constantFrom('day' as const, 'week' as const, null), window),
  source: line.filter(name => name !== ''),
  variables,
  tags: fc.array(
    line.filter(name => name !== ''),
    { maxLength: 3 },
  ),
  followUps: fc.array(fc.record({ id: fc.constant('f'), text: line, done: fc.boolean() }), { maxLength: 2 }),
  steps,
  created: fc.record({ at: instant, by: person }),
  changed: fc.record({ at: instant, by: person }),
})

/** What a text can carry of a notebook. */
export function draftOf(notebook: Notebook): NotebookDraft {
  const { id: _id, number: _number, created: _created, changed: _changed, ...rest } = notebook
  return {
    ...rest,
    followUps: notebook.followUps.map(({ text, done }) => ({ text, done })),
    variables: notebook.variables.map(({ id: _id, ...variable }) => variable),
    steps: notebook.steps.map(step => {
      const { removed: _removed, ...kept } = step
      const marks = step.marks.map(({ window, text }) => ({ window, text }))
      if (kept.is !== 'ask') return { ...kept, marks, judgment: null }
      const { runs: _runs, judgment, ...asked } = kept
      if (!judgment) return { ...asked, marks, judgment: null }
      const { on: _on, ...verdict } = judgment
      return { ...asked, marks, judgment: verdict }
    }),
  }
}
