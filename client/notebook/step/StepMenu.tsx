import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Menu, type MenuRow } from '#client/app/parts/Menu.tsx'
import { notify } from '#client/app/notices.tsx'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { usePage } from '#client/notebook/page/page.ts'
import { deleteStep, duplicateStep, moveBy } from '#client/notebook/steps/stepDeeds.ts'
import { AddEventDialog } from '#client/events/AddEventDialog.tsx'
import type { Drawing, GraphUnit, Mark, Step } from '#shared/notebook/notebook.ts'
import { MarkDialog } from './MarkDialog.tsx'
import styles from './step.module.css'

const units: readonly (readonly [GraphUnit, string])[] = [
  ['auto', 'Unit: from the metric'],
  ['none', 'Unit: none'],
  ['seconds', 'Unit: seconds'],
  ['bytes', 'Unit: bytes'],
  ['percent', 'Unit: percent'],
  ['perSecond', 'Unit: per second'],
]

/** Everything that can be done with a step as a whole. */
export function StepMenu({ step, number }: { readonly step: Step; readonly number: number }) {
  const page = usePage()
  const now = useNow()
  const [adding, setAdding] = useState(false)
  const draw = (change: Partial<Drawing>) =>
    page.act([setStep(step, 'drawing', { ...step.drawing, ...change })])
  const { drawing } = step
  const [changing, setChanging] = useState<Mark | null>(null)
  const putMarks = (marks: readonly Mark[]) => page.act([setStep(step, 'marks', marks)])
  const run = step.is === 'ask' ? step.runs.at(-1) : undefined
  const graph: readonly MenuRow[] =
    step.is === 'ask' && step.request.kind === 'query'
      ? [
          'line',
          { heading: 'Graph' },
          {
            title: 'Logarithmic',
            checked: drawing.scale === 'log',
            run: () => draw({ scale: drawing.scale === 'log' ? 'linear' : 'log' }),
          },
          {
            title: 'From zero',
            checked: drawing.base === 'zero',
            run: () => draw({ base: drawing.base === 'zero' ? 'auto' : 'zero' }),
          },
          {
            title: 'Every line, no band',
            checked: drawing.crowd === 'lines',
            run: () => draw({ crowd: drawing.crowd === 'lines' ? 'crowd' : 'lines' }),
          },
          ...units.map(([unit, title]) => ({
            title,
            checked: drawing.unit === unit,
            run: () => draw({ unit }),
          })),
          ...step.marks.flatMap(mark => [
            { title: `Change note “${mark.text}”…`, run: () => setChanging(mark) },
            {
              title: `Remove note “${mark.text}”`,
              run: () => void putMarks(step.marks.filter(other => other.id !== mark.id)),
            },
          ]),
        ]
      : []
  const asks: readonly MenuRow[] =
    step.is === 'ask'
      ? [
          { title: 'Run', keys: 'mod+enter', run: () => page.run([step.id]) },
          { title: 'Ask further from here', run: () => page.grow(step.id, { kind: 'follow' }, false) },
          ...(step.grewFrom && !step.kept
            ? [{ title: 'Keep this draft', run: () => void page.act([setStep(step, 'kept', true)]) }]
            : []),
          { title: 'Add an event…', run: () => setAdding(true) },
          'line',
        ]
      : []
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button small kind="quiet" className={styles['more'] ?? ''} aria-label={`Menu of step ${number}`}>
            ⋯
          </Button>
        }
        rows={[
          ...asks,
          {
            title: 'Rename',
            keys: 'r',
            run: () => requestAnimationFrame(() => page.focus(focusNames.title(step.id))),
          },
          { title: 'Duplicate', run: () => duplicateStep(page, step.id) },
          {
            title: step.folded ? 'Unfold' : 'Fold',
            keys: 'f',
            run: () => page.act([setStep(step, 'folded', !step.folded)]),
          },
          { title: 'Move up', keys: 'alt+arrowup', run: () => moveBy(page, step.id, -1) },
          { title: 'Move down', keys: 'alt+arrowdown', run: () => moveBy(page, step.id, 1) },
          { title: 'Copy link to this step', run: () => void copyLink(step.id) },
          ...graph,
          'line',
          { title: 'Delete', keys: 'd d', danger: true, run: () => deleteStep(page, step.id) },
        ]}
      />
      {changing && (
        <MarkDialog
          window={changing.window}
          was={changing}
          number={number}
          onClose={() => setChanging(null)}
          onMark={mark => putMarks(step.marks.map(other => (other.id === mark.id ? mark : other)))}
        />
      )}
      {adding && (
        <AddEventDialog
          at={run?.asked.blip?.from ?? run?.asked.window.from ?? now}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}

async function copyLink(step: string): Promise<void> {
  const link = `${location.origin}${location.pathname}${location.search}#${step}`
  try {
    await navigator.clipboard.writeText(link)
    notify({ text: 'Link copied' })
  } catch {
    notify({ text: link })
  }
}
