import { verdictLooks } from '#client/app/parts/VerdictSign.tsx'
import type { Command } from '#client/commands/command.ts'
import { judge } from '#client/judgment/judge.ts'
import { aboveOf, stepOf } from '#shared/notebook/find.ts'
import { type Id, type Step, verdicts } from '#shared/notebook/notebook.ts'
import { choosePictures } from '#client/pictures/uploads.ts'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import type { Page } from '#client/notebook/page/page.ts'
import { togglePin } from '#client/notebook/steps/pin.ts'
import { addStep, deleteStep, duplicateStep, moveBy } from '#client/notebook/steps/stepDeeds.ts'
import { neighbour } from '#client/notebook/steps/steps.ts'

/** What the page as a whole does on a key. */
export type PageDeeds = {
  readonly insert: () => void
  readonly runAll: () => void
  readonly present: () => void
  readonly toggleJudgments: () => void
}

const moving = 'Moving about'
const working = 'The current step'
const whole = 'The notebook'

const focusChip = (step: Id, which: string) => {
  const chips = document.querySelector(`[data-chips="${step}"]`)
  const chip = chips?.querySelector<HTMLElement>(which) ?? chips?.querySelector<HTMLElement>('button')
  chip?.focus()
}

/** The rows of the command table for an open notebook; keys as in Jupyter. */
export function notebookCommands(page: Page, deeds: PageDeeds): readonly Command[] {
  const { session } = page
  const id = () => page.current.get().step
  const step = (): Step | undefined => stepOf(session.notebook(), id() ?? '')
  const asks = () => step()?.is === 'ask'
  const withStep = (does: (step: Step) => void) => () => {
    const now = step()
    if (now) does(now)
  }
  const go = (by: number) => () => page.select(neighbour(session.notebook(), id(), by), true)
  const edit = withStep(now => {
    if (now.is !== 'ask') page.focus(focusNames.text(now.id))
    else if (now.request.kind === 'query')
      page.focus(focusNames.query(now.id, now.request.queries.find(query => !query.removed)?.id ?? 'A'))
  })
  const has = () => step() !== undefined
  return [
    {
      id: 'step.next',
      title: 'Next step',
      group: moving,
      keys: ['j', 'arrowdown'],
      keysOnly: true,
      run: go(1),
    },
    {
      id: 'step.previous',
      title: 'Step above',
      group: moving,
      keys: ['k', 'arrowup'],
      keysOnly: true,
      run: go(-1),
    },
    {
      id: 'step.edit',
      title: 'Edit the step',
      group: moving,
      keys: ['enter'],
      keysOnly: true,
      when: has,
      run: edit,
    },
    {
      id: 'notebook.back',
      title: 'Bring back what the last act replaced',
      group: moving,
      keys: ['backspace', 'alt+arrowleft'],
      run: () => history.back(),
    },
    {
      id: 'step.run',
      title: 'Run the step and go on',
      group: working,
      keys: ['shift+enter'],
      when: asks,
      run: withStep(now => {
        page.run([now.id])
        go(1)()
      }),
    },
    {
      id: 'step.runStay',
      title: 'Run the step and stay',
      group: working,
      keys: ['mod+enter'],
      when: asks,
      run: withStep(now => page.run([now.id])),
    },
    ...verdicts.map(verdict => ({
      id: `judge.${verdict}`,
      title: `Judge: ${verdictLooks[verdict].word}`,
      group: working,
      keys: [verdictLooks[verdict].key],
      when: asks,
      run: withStep(now => void judge(page, now.id, verdict)),
    })),
    {
      id: 'step.words',
      title: 'Write what you make of it',
      group: working,
      keys: ['w'],
      when: asks,
      run: withStep(now => page.focus(focusNames.words(now.id))),
    },
    {
      id: 'step.pin',
      title: 'Pin this run, or let it go',
      group: working,
      keys: ['t'],
      when: asks,
      run: withStep(now => void togglePin(page, now.id)),
    },
    {
      id: 'step.split',
      title: 'Split by a label…',
      group: working,
      keys: ['s'],
      when: asks,
      run: withStep(now => focusChip(now.id, '[data-split="true"]')),
    },
    {
      id: 'step.compare',
      title: 'Compare with earlier…',
      group: working,
      keys: ['c'],
      when: asks,
      run: withStep(now => focusChip(now.id, '[data-compare]')),
    },
    {
      id: 'step.picture',
      title: 'Add a picture…',
      group: working,
      when: has,
      run: withStep(now => choosePictures(session, now)),
    },
    {
      id: 'step.rename',
      title: 'Rename the step',
      group: working,
      keys: ['r'],
      when: has,
      run: withStep(now => page.focus(focusNames.title(now.id))),
    },
    {
      id: 'step.fold',
      title: 'Fold or unfold the step',
      group: working,
      keys: ['f'],
      when: has,
      run: withStep(now => void page.act([setStep(now, 'folded', !now.folded)])),
    },
    {
      id: 'step.duplicate',
      title: 'Duplicate the step',
      group: working,
      when: has,
      run: withStep(now => duplicateStep(page, now.id)),
    },
    {
      id: 'step.up',
      title: 'Move the step up',
      group: working,
      keys: ['alt+arrowup'],
      when: has,
      run: withStep(now => moveBy(page, now.id, -1)),
    },
    {
      id: 'step.down',
      title: 'Move the step down',
      group: working,
      keys: ['alt+arrowdown'],
      when: has,
      run: withStep(now => moveBy(page, now.id, 1)),
    },
    {
      id: 'step.delete',
      title: 'Delete the step',
      group: working,
      keys: ['d d'],
      when: has,
      run: withStep(now => deleteStep(page, now.id)),
    },
    {
      id: 'step.above',
      title: 'Insert a query above',
      group: whole,
      keys: ['a'],
      run: () => void addStep(page, 'query', id() === null ? null : aboveOf(session.notebook(), id() ?? '')),
    },
    {
      id: 'step.below',
      title: 'Insert a query below',
      group: whole,
      keys: ['b'],
      run: () => void addStep(page, 'query', id() ?? undefined),
    },
    { id: 'step.insert', title: 'Insert…', group: whole, keys: ['/'], run: deeds.insert },
    {
      id: 'notebook.undo',
      title: 'Undo',
      group: whole,
      keys: ['z', 'mod+z'],
      run: () => void session.undo(),
    },
    {
      id: 'notebook.redo',
      title: 'Redo',
      group: whole,
      keys: ['shift+z', 'mod+shift+z', 'mod+y'],
      run: () => void session.redo(),
    },
    { id: 'notebook.runAll', title: 'Re-run all steps', group: whole, run: deeds.runAll },
    { id: 'notebook.present', title: 'Present', group: whole, keys: ['p'], run: deeds.present },
    {
      id: 'notebook.judgments',
      title: 'Show or hide the judgments',
      group: whole,
      keys: ['h'],
      run: deeds.toggleJudgments,
    },
    {
      id: 'notebook.conclude',
      title: 'Write the conclusion',
      group: whole,
      keys: ['e'],
      run: () => page.focus(focusNames.conclusion),
    },
  ]
}
