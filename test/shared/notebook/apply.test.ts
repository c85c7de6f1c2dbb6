import { describe, expect, it } from 'vitest'
import { apply, applyOperations, emptyNotebook } from '#shared/notebook/log/apply.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Edit, Entry, Operation } from '#shared/notebook/operation.ts'
import { ana, asking, bo, fields, notebookOf, noting, running } from './samples.ts'
import { after, outcome, play, show } from './script.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

describe('Applying', () => {
  it.each([
    ['insert a; insert b', 'a b'],
    ['insert a; insert b; insert c below a', 'a c b'],
    ['insert a; insert b; insert c; move c to top', 'c a b'],
    ['insert a; insert b; insert c; move a below c', 'b c a'],
    ['insert a; insert b; move b below a', 'a b'],
    ['insert a; remove a', '-a-'],
    ['insert a; remove a; remove a', '-a-'],
    ['insert a; remove a; restore a', 'a'],
    ['insert a; remove a; type "late words" at 0 in a.words', '-a(late words)-'],
    ['insert a; type "up" at 0 in a.A; type "!" at 2 in a.A', 'a[up!]'],
    ['insert a; type "up" at 0 in a.A; delete 0-1 in a.A', 'a[p]'],
    ['insert a; query a B "up"; type "x" at 2 in a.B', 'a[upx]'],
    ['note n; type "one\\ntwo" at 0 in n.text; type "&" at 4 in n.text', 'n(one\n&two)'],
    ['insert a; run a r1; judge a lead on r1', 'a:lead'],
    ['insert a; run a r1; run a r2; judge a deadEnd on r1; judge a lead on r2', 'a:lead'],
    ['insert a; run a r1; judge a cause on r1; unjudge a', 'a'],
    ['insert a; unjudge a', 'a'],
    ['insert a; run a r1; pin a r1; pin a r1; unpin a r1', 'a'],
  ])('%s → %s', (script, shown) => expect(outcome(script)).toBe(shown))

  it.each([
    ['insert a; insert a', 'invalid: A step of that id is there already.'],
    ['insert a below b', 'missing: The step to put it below is not there.'],
    ['grow b from a', 'missing: The step that it grew from is not there.'],
    ['move a to top', 'missing: The step is not there.'],
    ['insert a; move a below b', 'missing: The step to put it below is not there.'],
    ['insert a; move a below a', 'invalid: A step cannot be put below itself.'],
    ['remove a', 'missing: The step is not there.'],
    ['insert a; restore a; keep a; restore a', 'a'],
    [
      'insert a; type "x" at 3 in a.A',
      'invalid: The edit is for a text of 3 characters, and this one has 0.',
    ],
    ['insert a; type "x" at 0 in a.B', 'missing: The text that was typed into is not there.'],
    ['insert a; type "x" at 0 in a.text', 'missing: The text that was typed into is not there.'],
    ['note n; type "x" at 0 in n.words', 'missing: The text that was typed into is not there.'],
    ['type "x" at 0 in a.words', 'missing: The text that was typed into is not there.'],
    ['insert a; query a A "up"', 'invalid: The step has a query A already.'],
    ['note n; query n A "up"', 'invalid: This step asks no queries.'],
    ['note n; run n r1', 'invalid: Only a step that asks has runs.'],
    ['insert a; run a r1; run a r1', 'invalid: That run is recorded already.'],
    ['insert a; pin a r1', 'missing: That run is no longer kept.'],
    ['note n; judge n lead on r1', 'invalid: Only a step that asks can be judged.'],
    ['insert a; judge a lead on r1', 'missing: The run that was judged is no longer kept.'],
    ['insert a; fail a r1; judge a lead on r1', 'invalid: That run failed: there is nothing to judge.'],
    ['title "old" to "new"', 'moved: Somebody has changed the title meanwhile.'],
    [`title "${'x'.repeat(301)}"`, 'invalid: The title may have 300 characters.'],
    ['title "two\\nlines"', 'invalid: The title is one line.'],
  ])('%s → %s', (script, refused) => expect(outcome(script)).toBe(refused))

  it('leaves what it does not touch as it is', () => {
    const before = after('insert a; insert b; insert c')
    const next = after('type "x" at 0 in b.words', before)
    expect(next.steps[0]).toBe(before.steps[0])
    expect(next.steps[2]).toBe(before.steps[2])
    expect(next.steps[1]).not.toBe(before.steps[1])
    expect(next.tags).toBe(before.tags)
  })

  it('takes a value that is there already, and changes nothing', () => {
    const before = after('title "x"')
    expect(after('title "never" to "x"', before)).toBe(before)
  })

  it('says what stands where a field has moved', () => {
    const played = play('title "never" to "mine"', after('title "theirs"'))
    expect(played).toMatchObject({ ok: false, refusal: { kind: 'moved', now: 'theirs' } })
  })

  it('refuses a judgment over one that somebody else has made', () => {
    const before = after('insert a; run a r1')
    const mine: Operation = {
      do: 'judge',
      step: 'a',
      from: null,
      to: { verdict: 'lead', confidence: 'guess', on: 'r1', happened: null },
    }
    const judged = after('judge a cause on r1', before, bo)
    expect(applyOperations(judged, [mine], { by: ana, at: 9 })).toMatchObject({
      ok: false,
      refusal: { kind: 'moved', message: 'The step has been judged meanwhile by Bo.' },
    })
  })

  it('stamps a judgment with who and when', () => {
    const step = after('insert a; run a r1; judge a cause on r1', undefined, bo).steps[0]
    expect(step?.is === 'ask' && step.judgment).toEqual({
      verdict: 'cause',
      confidence: 'fairly',
      on: 'r1',
      happened: null,
      by: bo,
      at: 5,
    })
  })

  it('does all of several operations or none', () => {
    const before = notebookOf()
    const operations: readonly Operation[] = [
      { do: 'insert', step: asking('a'), after: null },
      { do: 'move', step: 'gone', from: null, to: null },
    ]
    expect(applyOperations(before, operations, { by: ana, at: 0 })).toMatchObject({ ok: false })
    expect(show(before)).toBe('')
  })

  it('keeps the judged run, the pinned, the latest evidence and the last five', () => {
    const many = (from: number, to: number, how: string) =>
      Array.from({ length: to - from + 1 }, (_, i) => `${how} a r${from + i}`).join('; ')
    const notebook = after(
      `insert a; ${many(1, 3, 'run')}; judge a lead on r1; pin a r2; ${many(4, 9, 'fail')}`,
    )
    const step = notebook.steps[0]
    expect(step?.is === 'ask' && step.runs.map(run => run.id)).toEqual([
      'r1',
      'r2',
      'r3',
      'r5',
      'r6',
      'r7',
      'r8',
      'r9',
    ])
  })

  it('takes a carriage return for a line break', () => {
    const edit: Edit = [[0, 'one\r\ntwo\rthree']]
    const typed = applyOperations(
      notebookOf(),
      [{ do: 'edit', text: { of: 'notebook', name: 'question' }, edit }],
      { by: ana, at: 0 },
    )
    expect(typed.ok && typed.notebook.question).toBe('one\ntwo\nthree')
    const inserted = applyOperations(
      notebookOf(),
      [{ do: 'insert', step: noting('n', 'a\r\nb'), after: null }],
      { by: ana, at: 0 },
    )
    expect(inserted.ok && show(inserted.notebook)).toBe('n(a\nb)')
  })

  it.each<readonly [string, Edit]>([
    ['a negative length', [-1]],
    ['a length of nothing', [0]],
    ['half a character', [0.5]],
    ['a length that is no number', [NaN]],
    ['a negative deletion', [[-2]]],
    ['a part that does nothing', [[0]]],
    ['an insertion of nothing', [[0, '']]],
    ['more than there is', [4]],
    ['less than there is', [2]],
    ['a deletion beyond the end', [[4]]],
    ['nothing at all', []],
  ])('refuses an edit with %s', (_, edit) => {
    const before = after('type "abc" at 0 in question')
    const typed = applyOperations(
      before,
      [{ do: 'edit', text: { of: 'notebook', name: 'question' }, edit }],
      { by: ana, at: 0 },
    )
    expect(typed).toMatchObject({ ok: false, refusal: { kind: 'invalid' } })
  })

  it('refuses a text that grows too long, and lets one that is too long shrink', () => {
    const long = 'x'.repeat(limits.text)
    const before = after(`type "${long}" at 0 in question`)
    expect(outcome(`type "y" at 0 in question`, before)).toBe(
      'invalid: A text may have 100,000 characters; this one would have 100,001.',
    )
    expect(after(`delete 0-1 in question`, before).question.length).toBe(limits.text - 1)
  })

  it.each<readonly [string, Operation, string]>([
    [
      'with runs',
      { do: 'insert', step: asking('a', '', { runs: [running('r')] } as never), after: null },
      'A new step has no runs yet.',
    ],
    [
      'removed',
      { do: 'insert', step: asking('a', '', { removed: true }), after: null },
      'A new step cannot be a removed one.',
    ],
    [
      'note with words',
      { do: 'insert', step: { ...noting('a'), words: 'x' }, after: null },
      'Only a step that asks has a written judgment.',
    ],
    [
      'with a long title',
      { do: 'insert', step: asking('a', '', { title: 'x'.repeat(301) }), after: null },
      'The title may have 300 characters.',
    ],
    [
      'with a long query',
      { do: 'insert', step: asking('a', 'x'.repeat(100_001)), after: null },
      'A text may have 100,000 characters.',
    ],
  ])('refuses to insert a step %s', (_, operation, message) => {
    const applied = applyOperations(notebookOf(), [operation], { by: ana, at: 0 })
    expect(applied).toMatchObject({ ok: false, refusal: { kind: 'invalid', message } })
  })

  it.each<readonly [string, Operation, string]>([
    [
      'a blip that ends ahead of its beginning',
      { do: 'set', of: 'notebook', name: 'blip', from: null, to: { from: 2, to: 1 } },
      'A window ends after it begins.',
    ],
    [
      '51 tags',
      { do: 'set', of: 'notebook', name: 'tags', from: [], to: Array.from({ length: 51 }, String) },
      'A list may have 50 tags.',
    ],
    [
      'two variables of one name',
      {
        do: 'set',
        of: 'notebook',
        name: 'variables',
        from: [],
        to: ['v', 'w'].map(id => ({
          id,
          name: 'node',
          from: { kind: 'typed' },
          chosen: [],
          several: false,
          all: '',
        })),
      },
      'There is a variable node already.',
    ],
    [
      'the author of a note',
      { do: 'set', of: 'step', step: 'n', name: 'author', from: '', to: 'x' },
      'This step has no author.',
    ],
    [
      'the comparison of a note',
      { do: 'set', of: 'step', step: 'n', name: 'against', from: null, to: 1 },
      'This step has no comparison.',
    ],
  ])('refuses to set %s', (_, operation, message) => {
    const applied = applyOperations(after('note n'), [operation], { by: ana, at: 0 })
    expect(applied).toMatchObject({ ok: false, refusal: { kind: 'invalid', message } })
  })
})

describe('An entry', () => {
  const entry = (number: number, ...operations: readonly Operation[]): Entry => ({
    id: `c:${number}`,
    schema: schemaVersion,
    number,
    base: number - 1,
    by: ana,
    at: 100 + number,
    previous: '',
    operations,
  })
  const create: Operation = { do: 'create', notebook: { ...fields, title: 'Errors' } }

  it('that creates makes the notebook', () => {
    const applied = apply(emptyNotebook('n'), entry(1, create))
    expect(applied.ok && applied.notebook).toMatchObject({
      id: 'n',
      number: 1,
      title: 'Errors',
      created: { at: 101, by: ana },
      changed: { at: 101, by: ana },
    })
  })

  it.each<readonly [string, Entry, number, string]>([
    [
      'that does not begin with a creation',
      entry(1, { do: 'insert', step: asking('a'), after: null }),
      0,
      'There is no such notebook.',
    ],
    ['that creates again', entry(2, create), 1, 'The notebook exists already.'],
    ['that creates twice', entry(1, create, create), 0, 'The notebook exists already.'],
    ['that leaves a gap', entry(3), 1, 'Entry 3 does not follow entry 1.'],
    ['that was applied already', entry(1), 1, 'Entry 1 does not follow entry 1.'],
  ])('%s is refused', (_, tried, number, message) => {
    const start = number === 0 ? emptyNotebook('n') : notebookOf()
    expect(apply(start, tried)).toMatchObject({ ok: false, refusal: { message } })
  })
})
