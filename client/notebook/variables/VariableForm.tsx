import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { useSources } from '#client/server/hooks.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Variable } from '#shared/notebook/notebook.ts'
import { draftOf, type DraftProblems, readDraft, type VariableDraft } from './variableDraft.ts'
import { dropVariable, moveVariable, putVariable, stepsWith } from './variableDeeds.ts'
import styles from './variables.module.css'

const kinds: Readonly<Record<Variable['from']['kind'], string>> = {
  label: 'The values of a label',
  list: 'One of a list',
  typed: 'Anything that is typed',
}

/** Everything about one variable: its name, what it may be, whether several or all; and the way to take it out. */
export default function VariableForm(props: {
  readonly variable: Variable
  readonly fresh: boolean
  readonly onClose: () => void
}) {
  const { variable, fresh, onClose } = props
  const page = usePage()
  const id = useId()
  const sources = useSources().data ?? []
  const notebook = page.session.notebook()
  const [draft, setDraft] = useState(() => draftOf(variable, notebook.source))
  const [rename, setRename] = useState(true)
  const [problems, setProblems] = useState<DraftProblems>({})
  const used = stepsWith(notebook, variable.name)
  const order = useOfNotebook(({ variables }) => variables)
  const place = order.findIndex(each => each.id === variable.id)
  const move = (by: number) => page.act(moveVariable(page.session.notebook(), variable.id, by))
  const alter = (part: Partial<VariableDraft>) => setDraft({ ...draft, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const now = page.session.notebook()
    const current = now.variables.find(each => each.id === variable.id) ?? variable
    const read = readDraft(current, draft, now.variables)
    if ('problems' in read) return setProblems(read.problems)
    const operations = putVariable(now, read.variable, rename)
    if (operations.length === 0 || page.act(operations)) onClose()
  }
  const remove = () => {
    if (page.act([dropVariable(page.session.notebook(), variable.id)])) onClose()
  }
  const text = (
    name: 'name' | 'value' | 'selector' | 'label' | 'all',
    title: string,
    hint: string,
    more: { readonly about?: string; readonly problem?: string | undefined } = {},
  ) => (
    <Field id={`${id}-${name}`} title={title} {...more}>
      <input
        id={`${id}-${name}`}
        value={draft[name]}
        placeholder={hint}
        maxLength={limits.name}
        data-autofocus={name === 'name' ? '' : undefined}
        aria-invalid={more.problem !== undefined}
        aria-describedby={`${id}-${name}-about`}
        onChange={event => alter({ [name]: event.target.value })}
      />
    </Field>
  )
  const renamed = !fresh && used.length > 0 && draft.name.trim() !== variable.name
  return (
    <Dialog
      open
      onClose={onClose}
      title={fresh ? 'Add a variable' : `Variable ${variable.name}`}
      description="Queries speak of it as $name; what it stands for is chosen at the head of the notebook."
    >
      <form className={styles['form']} onSubmit={submit}>
        {text('name', 'Name', 'node', { problem: problems.name })}
        {renamed && (
          <label className={styles['check']}>
            <input type="checkbox" checked={rename} onChange={event => setRename(event.target.checked)} />
            <span>Rename it in the queries of {stepWords(used)}, too</span>
          </label>
        )}
        <Field id={`${id}-kind`} title="It may be">
          <select
            id={`${id}-kind`}
            value={draft.kind}
            onChange={event => alter({ kind: event.target.value as Variable['from']['kind'] })}
          >
            {Object.entries(kinds).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        {draft.kind === 'typed' && !draft.several && !draft.mayBeAll && text('value', 'Value', '0.5')}
        {draft.kind === 'list' && (
          <Field id={`${id}-list`} title="Values, one in a line" problem={problems.list}>
            <textarea
              id={`${id}-list`}
              rows={4}
              value={draft.list}
              aria-invalid={problems.list !== undefined}
              aria-describedby={`${id}-list-about`}
              onChange={event => alter({ list: event.target.value })}
            />
          </Field>
        )}
        {draft.kind === 'label' && (
          <>
            {text('label', 'Label', draft.name || 'node')}
            {text('selector', 'Of the series of', 'up{region="$region"}', {
              about: 'A metric or a selector; other variables may stand in it. Empty: of all series.',
            })}
            {sources.length > 1 && (
              <Field id={`${id}-source`} title="In">
                <select
                  id={`${id}-source`}
                  value={draft.source}
                  onChange={event => alter({ source: event.target.value })}
                >
                  {sources.map(source => (
                    <option key={source.id} value={source.id}>
                      {source.title}
                    </option>
                  ))}
                </select>
              </Field>
            )}
          </>
        )}
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={draft.several}
            onChange={event => alter({ several: event.target.checked })}
          />
          <span>Several may be chosen at once</span>
        </label>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={draft.mayBeAll}
            onChange={event => alter({ mayBeAll: event.target.checked })}
          />
          <span>All may be chosen</span>
        </label>
        {draft.mayBeAll && text('all', 'All stands for the pattern', '.*')}
        <div className={styles['foot']}>
          {!fresh && (
            <Button kind="danger" onClick={remove} aria-describedby={`${id}-used`}>
              Remove
            </Button>
          )}
          {!fresh && order.length > 1 && (
            <>
              <Button
                kind="quiet"
                disabled={place <= 0}
                aria-label="Move it left"
                title="Move it left"
                onClick={() => move(-1)}
              >
                ←
              </Button>
              <Button
                kind="quiet"
                disabled={place === order.length - 1}
                aria-label="Move it right"
                title="Move it right"
                onClick={() => move(1)}
              >
                →
              </Button>
            </>
          )}
          {!fresh && (
            <p id={`${id}-used`}>
              {used.length === 0 ? 'No query speaks of it.' : `Used in ${stepWords(used)}.`}
            </p>
          )}
          <span />
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            {fresh ? 'Add' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const stepWords = (numbers: readonly number[]) =>
  `${numbers.length === 1 ? 'step' : 'steps'} ${numbers.join(', ')}`

function Field(props: {
  readonly id: string
  readonly title: string
  readonly about?: string
  readonly problem?: string | undefined
  readonly children: ReactNode
}) {
  const { id, title, about, problem } = props
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{title}</label>
      {props.children}
      <p
        id={`${id}-about`}
        role={problem === undefined ? undefined : 'alert'}
        data-problem={problem !== undefined}
      >
        {problem ?? about}
      </p>
    </div>
  )
}
