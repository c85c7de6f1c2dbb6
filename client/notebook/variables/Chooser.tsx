import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Popover } from '#client/app/parts/Popover.tsx'
import { InPlace } from '#client/notebook/InPlace.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Variable } from '#shared/notebook/notebook.ts'
import { valueOf } from '#shared/notebook/filling.ts'
import type { Values } from '#shared/query/variables/value.ts'
import { useChoices } from './choices.ts'
import { editVariable } from './editing.ts'
import { choose } from './variableDeeds.ts'
import { ValueList } from './ValueList.tsx'
import { valueWords } from './values.ts'
import styles from './variables.module.css'

/** One variable: its name, and what it stands for, to be chosen or typed. */
export function Chooser({ variable, values }: { readonly variable: Variable; readonly values: Values }) {
  const page = usePage()
  const { id, name, from, chosen } = variable
  const set = (to: Variable['chosen']) => page.act(choose(page.session.notebook(), id, to))
  return (
    <div className={styles['variable']} role="group" aria-label={`Variable ${name}`}>
      <button
        type="button"
        className={styles['name']}
        title={`Edit the variable ${name}`}
        aria-label={`Edit the variable ${name}`}
        onClick={() => editVariable(variable)}
      >
        {name}
      </button>
      {from.kind === 'typed' && variable.all === '' && !variable.several ? (
        <span className={styles['typed']}>
          <InPlace
            value={chosen === 'all' ? '' : (chosen[0] ?? '')}
            label={`Value of ${name}`}
            placeholder="type a value"
            maxLength={limits.title}
            onSet={to => set(to === '' ? [] : [to])}
          />
        </span>
      ) : (
        <Choosing variable={variable} values={values} onChoose={set} />
      )}
    </div>
  )
}

function Choosing(props: {
  readonly variable: Variable
  readonly values: Values
  readonly onChoose: (chosen: Variable['chosen']) => void
}) {
  const { variable, values } = props
  const [open, setOpen] = useState(false)
  const choices = useChoices(variable, values, open)
  const words = valueWords(valueOf(variable))
  return (
    <Popover
      label={`Values of ${variable.name}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button small aria-label={`Value of ${variable.name}: ${words}`} className={styles['value']}>
          <span>{words}</span> <span aria-hidden>▾</span>
        </Button>
      }
    >
      <ValueList
        variable={variable}
        choices={choices}
        onChoose={props.onChoose}
        onDone={() => setOpen(false)}
      />
    </Popover>
  )
}
