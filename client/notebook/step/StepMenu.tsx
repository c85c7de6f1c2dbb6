import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import type { MenuRow } from '#client/app/panels/panel.ts'
import { Menu } from '#client/app/parts/Menu.tsx'
import { outRows } from '#client/bring/leadOut.ts'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { choosePictures } from '#client/pictures/uploads.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import { judgedRun, lastEvident } from '#client/judgment/verdictOperations.ts'
import { pinnedRun, togglePin } from '#client/notebook/steps/pin.ts'
import { deleteStep, duplicateStep, moveBy } from '#client/notebook/steps/stepDeeds.ts'
import { copyText } from '#client/app/copyText.ts'
import { AddEventDialog } from '#client/events/AddEventDialog.tsx'
import type { Mark, Step } from '#shared/notebook/notebook.ts'
import { takeAway } from '#client/notebook/take/takeAway.ts'
import { useZone } from '#client/app/zone.ts'
import { useSources } from '#client/server/hooks.ts'
import { MarkDialog } from './MarkDialog.tsx'
import styles from './step.module.css'

const none: [] = []

/** Everything that can be done with a step as a whole. */
export function StepMenu({ step, number }: { readonly step: Step; readonly number: number }) {
  const page = usePage()
  const now = useNow()
  const { zone } = useZone()
  const sources = useSources().data ?? none
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Mark | null>(null)
  const putMarks = (marks: readonly Mark[]) => page.act([setStep(step, 'marks', marks)])
  const onScreen = usePicked(page.shown, map => map.get(step.id))
  const run = step.is === 'ask' ? (onScreen ?? judgedRun(step) ?? lastEvident(step)) : undefined
  const last = step.is === 'ask' ? step.runs.at(-1) : undefined
  const out = outRows((run ?? last)?.asked, sources)
  const away =
    step.is === 'ask' && run
      ? [...takeAway({ notebook: page.session.notebook(), step, run, number, zone, sources }), ...out.copy]
      : out.copy
  const graph: readonly MenuRow[] =
    step.is === 'ask' && step.request.kind === 'query'
      ? [
          'line',
          { title: 'Graph…', run: () => requestAnimationFrame(() => page.focus(focusNames.graph(step.id))) },
          ...step.marks.flatMap(mark => [
            { title: `Change note “${mark.text}”…`, run: () => setChanging(mark) },
            {
              title: `Remove note “${mark.text}”`,
              run: () => void putMarks(step.marks.filter(other => other.id !== mark.id)),
            },
          ]),
          ...out.open,
          ...(away.length > 0 ? [{ title: 'Take away', rows: away }] : []),
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
          {
            title: 'Pin this run',
            keys: 't',
            checked: pinnedRun(page, step.id) !== null,
            run: () => void togglePin(page, step.id),
          },
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
          { title: 'Add a picture…', run: () => choosePictures(page.session, step) },
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

const copyLink = (step: string): Promise<void> =>
  copyText(`${location.origin}${location.pathname}${location.search}#${step}`, 'Link copied')
