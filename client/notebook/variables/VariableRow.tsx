import { lazy, Suspense, useMemo } from 'react'
import { useCell } from '#client/app/cell.ts'
import { Button } from '#client/app/parts/Button.tsx'
import { useCommands } from '#client/commands/registry.ts'
import { useOfNotebook, useOpenNotebook, usePage } from '#client/notebook/page/page.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { Chooser } from './Chooser.tsx'
import { addVariable, editing } from './editing.ts'
import { stepsToRun } from './variableDeeds.ts'
import { valuesIn } from './values.ts'
import styles from './variables.module.css'

const VariableForm = lazy(() => import('./VariableForm.tsx'))

/** The variables of the notebook, each with what it stands for; nothing is shown where there are none. */
export function VariableRow() {
  const page = usePage()
  const variables = useOfNotebook(notebook => notebook.variables)
  const range = useOfNotebook(notebook => notebook.range)
  const now = useNow()
  const open = useCell(editing)
  const values = useMemo(() => valuesIn(variables, range, now), [variables, range, now])
  const add = () => addVariable(page.session.notebook())
  useCommands([{ id: 'variable.add', title: 'Add a variable', group: 'The notebook', run: add }])
  return (
    <>
      {variables.length > 0 && (
        <div
          className={styles['row']}
          role="group"
          aria-label="Variables"
          onKeyDown={event => {
            if (event.key !== 'Enter' || !event.shiftKey) return
            event.preventDefault()
            event.stopPropagation()
            page.run(stepsToRun(page.session.notebook()))
          }}
        >
          {variables.map(variable => (
            <Chooser key={variable.id} variable={variable} values={values} />
          ))}
          <Button small kind="quiet" aria-label="Add a variable" title="Add a variable" onClick={add}>
            +
          </Button>
          <RunThem />
        </div>
      )}
      <Suspense>
        {open && <VariableForm key={open.variable.id} {...open} onClose={() => editing.set(null)} />}
      </Suspense>
    </>
  )
}

/** The steps whose last run was asked with other values, to be run with those chosen now. */
function RunThem() {
  const page = usePage()
  const notebook = useOpenNotebook()
  const steps = useMemo(() => stepsToRun(notebook), [notebook])
  return (
    <span role="status" className={styles['run']}>
      {steps.length > 0 && (
        <Button small kind="primary" title="Shift+Enter" onClick={() => page.run(steps)}>
          Run {steps.length} {steps.length === 1 ? 'step' : 'steps'}
        </Button>
      )}
    </span>
  )
}
