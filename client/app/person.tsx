import { type FormEvent, useState } from 'react'
import type { Person } from '#shared/notebook/notebook.ts'
import { Button } from '#client/app/parts/Button.tsx'
import { cell, useCell } from './cell.ts'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { newId } from './newId.ts'
import { stored } from './stored.ts'
import styles from './person.module.css'

/** Colours of people: white initials on them reach 4.5:1 in both themes. */
export const personColours = [
  '#6741d9',
  '#0b7285',
  '#a61e4d',
  '#1a5fd0',
  '#1f7a33',
  '#8a5300',
  '#9c2ba8',
  '#3d5a80',
] as const

/** The colour offered to somebody new: one by their id, so that two people of one name begin by looking different. */
export function firstColour(id: string): string {
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  return personColours[sum % personColours.length] ?? personColours[0]
}

/** What is stored, or null where it is not a person. */
export function readPerson(text: string | null): Person | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    if (typeof value !== 'object' || value === null) return null
    const { id, name, colour } = value as Partial<Record<keyof Person, unknown>>
    if (typeof id !== 'string' || typeof name !== 'string' || typeof colour !== 'string') return null
    return id !== '' && name.trim() !== '' ? { id, name, colour } : null
  } catch {
    return null
  }
}

const chosen = stored<Person | null>('person', readPerson, person => JSON.stringify(person))

type Question = { readonly answer: (person: Person | null) => void }
const question = cell<Question | null>(null)

/** The person at this browser, asked for by a small dialog when not yet known. Null when they put the dialog away. */
export function askPerson(): Promise<Person | null> {
  const known = chosen.get()
  if (known !== null) return Promise.resolve(known)
  return new Promise(resolve => {
    const earlier = question.get()
    question.set({
      answer: person => {
        earlier?.answer(person)
        resolve(person)
      },
    })
  })
}

/** Opens the dialog also for somebody who has a name, to change it. */
export function changePerson(): void {
  question.set({ answer: () => undefined })
}

/** The person at this browser, null until they have picked a name. `ask` is `askPerson`: call it before the first thing done in their name. */
export function usePerson(): { readonly person: Person | null; readonly ask: typeof askPerson } {
  return { person: useCell(chosen), ask: askPerson }
}

/** Where the question "who are you?" appears; stands once, in the shell. */
export function PersonAsker() {
  const open = useCell(question)
  return open === null ? null : <Asking answer={open.answer} />
}

function Asking({ answer }: { readonly answer: Question['answer'] }) {
  const known = chosen.get()
  const [id] = useState(() => known?.id ?? newId())
  const [name, setName] = useState(known?.name ?? 'on-call')
  const [colour, setColour] = useState<string>(known?.colour ?? firstColour(id))
  const end = (person: Person | null) => {
    question.set(null)
    answer(person)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const person = { id, name: name.trim() || 'on-call', colour }
    chosen.set(person)
    end(person)
  }
  return (
    <Dialog
      open
      onClose={() => end(null)}
      title="Who is writing?"
      description="Judgments carry a name, so that others know whom to ask. Kept in this browser."
    >
      <form onSubmit={submit}>
        <label className={styles.field}>
          Name
          <input
            data-autofocus
            value={name}
            maxLength={60}
            onFocus={event => event.target.select()}
            onChange={event => setName(event.target.value)}
          />
        </label>
        <fieldset className={styles.colours}>
          <legend>Colour</legend>
          {personColours.map((each, i) => (
            <label key={each} style={{ background: each }}>
              <input
                type="radio"
                name="colour"
                checked={each === colour}
                aria-label={`Colour ${i + 1}`}
                onChange={() => setColour(each)}
              />
              {each === colour ? initialsOf(name) : ''}
            </label>
          ))}
        </fieldset>
        <div className={styles.foot}>
          <Button onClick={() => end(null)}>Not now</Button>
          <Button kind="primary" type="submit">
            That is me
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Up to two letters for a name: `oc` for on-call, `te` for teammate. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const [first = '', second] = words
  return second === undefined ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)
}

/** A person as a coloured disc with their initials; the name is its tooltip and its name for screen readers. */
export function PersonDisc({ person }: { readonly person: Person }) {
  return (
    <span
      className={styles.disc}
      style={{ background: person.colour }}
      role="img"
      aria-label={person.name}
      title={person.name}
    >
      {initialsOf(person.name)}
    </span>
  )
}
