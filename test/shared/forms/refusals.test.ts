import { describe, expect, it } from 'vitest'
import { readNotebook } from '#shared/forms/read.ts'

const good = `---
blipbook: 1
status: open
window: now-3h to now
blip: 2026-11-03T14:02Z to 2026-11-03T14:07Z
source: embedded
people: on-call (oc · #6741d9)
---

# A title

<a id="a"></a>

## 1. First

\`\`\`promql A on embedded
up
\`\`\`

**Saw** · on-call · 2026-11-03T15:00Z · certain

> Words.

<a id="b"></a>

## 2. Second

- from: [1](#a), split by node

## 3. Third

- note

> Text.

## Follow-ups

- [ ] one
`
const lineOf = (part: string) => good.slice(0, good.indexOf(part)).split('\n').length

/** What is said of the good text with one part of it replaced. */
function refusal(part: string, by: string): string {
  const read = readNotebook(good.replace(part, by))
  return read.ok ? 'none' : read.problems.map(({ line, message }) => `${line}: ${message}`).join('\n')
}

describe('a text that is no notebook', () => {
  it('is refused here only for what was replaced in it', () => expect(readNotebook(good).ok).toBe(true))

  it.each([
    ['---\nblipbook', 'blipbook', 'a notebook begins with a line `---`'],
    ['blipbook: 1\n', '', 'the head has no line `blipbook:`'],
    ['blipbook: 1', 'blipbook: 2', 'of version 2; version 1 can be read'],
    ['status: open', 'status: done', 'a notebook is `open` or `concluded`'],
    ['status: open', 'status: open\nvariable: node', 'a variable begins with its name and what is chosen'],
    ['status: open', 'status: open\nvariable: __x = "a"', 'a variable begins with its name'],
    ['status: open', 'status: open\nvariable: node = i-1', 'what is chosen for node is a text in quotes'],
    ['status: open', 'status: open\nvariable: node = [1]', 'what is chosen for node is a text in quotes'],
    ['status: open', 'status: open\nvariable: node = "a"; some', 'what node may be is `typed`'],
    ['status: open', 'status: open\nvariable: node = "a"; label node', 'what node may be is `typed`'],
    [
      'status: open',
      'status: open\nvariable: node = "a"; typed; all .*',
      'all of node stands for a text in quotes',
    ],
    [
      'status: open',
      'status: open\nvariable: node = "a"; typed; many',
      '“many” is not known here; a variable is',
    ],
    ['status: open', 'status: open\nvariable: n = "a"\nvariable: n = "b"', 'there is a variable n already'],
    ['status: open', 'state: open', '“state” is not known here; the names are blipbook, status, window'],
    ['status: open', 'status open', 'expected `name: value`'],
    ['source: embedded', 'status: open', '“status” stands twice'],
    ['window: now-3h to now', 'window: now-3h', 'expected two times'],
    ['window: now-3h to now', 'window: yesterday to now', '“yesterday” is not a time'],
    ['blip: 2026-11-03T14:02Z to 2026-11-03T14:07Z', 'blip: 14:02 to 14:07', 'expected two instants'],
    ['people: on-call (oc · #6741d9)', 'people: on-call', 'expected names with id and colour'],
    ['<a id="b"></a>', '<a id="a"></a>', 'a second step with the id a'],
    ['<a id="b"></a>', '<a id="b c"></a>', 'an id is made of letters, digits, - and _'],
    ['promql A on embedded', 'sql A on embedded', 'expected the language'],
    ['promql A on embedded', 'promql A', 'expected the language'],
    ['**Saw**', '**Maybe**', 'the verdicts are Saw, Lead, Dead end, Cause, Open question, Action'],
    [
      '**Saw** · on-call · 2026-11-03T15:00Z · certain',
      '**Saw** · on-call · 2026-11-03T15:00Z',
      'how sure its author is',
    ],
    ['**Saw** · on-call · 2026-11-03T15:00Z', '**Saw** · on-call · 3 pm', 'expected `**Cause**'],
    ['> Words.', 'Words.', 'words stand behind `> `'],
    ['> Words.', '> Words.\n\n> More.', 'a second text in this step'],
    ['[1](#a), split by node', '[9](#z), split by node', 'there is no step z'],
    ['[1](#a), split by node', '9, split by node', 'there is no step 9'],
    ['[1](#a), split by node', '[2](#b), split by node', 'this step would grow from itself'],
    ['[1](#a), split by node', '[1](#a), halved', 'expected a step and what was done to it'],
    ['- from: [1](#a), split by node', '- form: [1](#a)', '“form” is not known here'],
    ['- from: [1](#a), split by node', '- against: a day', 'expected a length of time'],
    ['- from: [1](#a), split by node', '- graph: scale round', 'expected how the graph is drawn'],
    ['- from: [1](#a), split by node', '- events: service="a"', 'expected matchers'],
    ['- from: [1](#a), split by node', '- window: now-1q to now', '“1q” is not a length of time'],
    ['- note', '- note: yes', 'nothing is expected after this word'],
    ['- note', '- message: owner, noon', 'expected who said it and when'],
    ['## Follow-ups', '## Next', '“Next” is not known here'],
    ['# A title', '', 'the notebook has no title'],
  ])('%j → %j', (part, by, message) => expect(refusal(part, by)).toContain(message))

  it('names the line of what is wrong, all of it at once', () => {
    const read = readNotebook(good.replace('status: open', 'status: done').replace('> Words.', 'Words.'))
    expect(read.ok ? [] : read.problems.map(({ line }) => line)).toEqual([
      lineOf('status:'),
      lineOf('> Words.'),
    ])
  })

  it('names where a fence begins that does not end', () => {
    const read = readNotebook(good.replace('up\n```', 'up'))
    expect(read.ok ? null : read.problems).toEqual([
      { line: lineOf('```promql'), message: 'this fence is not closed' },
    ])
  })

  it('is told of a verdict on a note and of queries in one', () => {
    expect(refusal('> Text.', '**Saw** · on-call · 2026-11-03T15:00Z · certain')).toContain('has no verdict')
    expect(refusal('> Text.', '```promql A on x\nup\n```')).toContain('only a step of queries has queries')
  })

  it('finds a ring of parents, however long', () => {
    const ring = good.replace('## 1. First\n', '## 1. First\n\n- from: [2](#b), follow\n')
    expect(readNotebook(ring)).toMatchObject({
      ok: false,
      problems: [{ message: 'this step would grow from itself' }],
    })
  })

  it('has at most a thousand steps', () => {
    const read = readNotebook(good + '## 4. More\n'.repeat(5000))
    expect(read).toMatchObject({ ok: false, problems: [{ message: 'a notebook has at most 1000 steps' }] })
  })

  it('is refused in no time, however it is quoted', () => {
    const read = readNotebook(good.replace('source: embedded', `tags: ${'"\\"\\"'.repeat(200_000)}`))
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: 'expected words with commas between them' }],
    })
  })

  it.each(['', '\n', '# Title', '---', '---\n---'])('%j is refused, not thrown at', text =>
    expect(readNotebook(text).ok).toBe(false),
  )
})

describe('a text written by hand', () => {
  it('needs no ids, people, or numbers that count', () => {
    const text = `---\nblipbook: 1\nwindow: now-1h to now\n---\n# T\n## 7. One\n## 7. Two\n- from: 1\n**Lead** · me · 2026-11-03 · a guess\n`
    const read = readNotebook(text)
    expect(read).toMatchObject({
      ok: true,
      draft: {
        status: 'open',
        source: 'embedded',
        steps: [
          { id: 'step-1', grewFrom: null },
          {
            id: 'step-2',
            grewFrom: { step: 'step-1', act: { kind: 'follow' } },
            judgment: { verdict: 'lead', by: { id: 'me', name: 'me' } },
          },
        ],
      },
    })
  })
})
