import { type FormEvent, useId, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { useZone } from '#client/app/zone.ts'
import { typedInstant } from '#client/notebook/head/times/blipWords.ts'
import { addEvent } from '#client/server/api.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { type EventKind, eventKinds } from '#shared/ask/event.ts'
import { printZone } from '#shared/time/clock.ts'
import { type EventProblems, readEvent } from './eventDraft.ts'
import styles from './events.module.css'
import { forgetEvents } from './useWindowEvents.ts'

/** Asks for something that happened in the world; it becomes a mark on every graph of its time. */
export function AddEventDialog({ at, onClose }: { readonly at: number; readonly onClose: () => void }) {
  const { zone } = useZone()
  const id = useId()
  const [kind, setKind] = useState<EventKind>('deploy')
  const [title, setTitle] = useState('')
  const [time, setTime] = useState(() => typedInstant(at, zone))
  const [labels, setLabels] = useState('')
  const [problems, setProblems] = useState<EventProblems>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const read = readEvent({ kind, title, at: time, labels }, Date.now(), zone)
    if ('problems' in read) return setProblems(read.problems)
    setProblems({})
    try {
      await addEvent(read.event)
      await forgetEvents()
      onClose()
    } catch (thrown) {
      setTrouble(wordsOf(thrown))
    }
  }
  const field = (
    name: keyof EventProblems,
    label: string,
    value: string,
    set: (to: string) => void,
    hint: string,
  ) => (
    <div className={styles['field']}>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        value={value}
        placeholder={hint}
        data-autofocus={name === 'title' ? '' : undefined}
        aria-invalid={problems[name] !== undefined}
        aria-describedby={problems[name] === undefined ? undefined : `${id}-${name}-problem`}
        onChange={event => set(event.target.value)}
      />
      {problems[name] !== undefined && (
        <p id={`${id}-${name}-problem`} role="alert">
          {problems[name]}
        </p>
      )}
    </div>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add an event"
      description="A deploy, a flag, an alert: something that happened in the world. It is marked on the graphs of every notebook."
    >
      <form onSubmit={event => void submit(event)}>
        <div className={styles['field']}>
          <label htmlFor={`${id}-kind`}>Kind</label>
          <select id={`${id}-kind`} value={kind} onChange={event => setKind(event.target.value as EventKind)}>
            {eventKinds.map(each => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
        {field('title', 'What happened', title, setTitle, 'license-svc v412')}
        {field('at', `Time (${printZone(at, zone)})`, time, setTime, '2026-11-03 14:01')}
        {field('labels', 'Labels', labels, setLabels, 'service=license-svc, region=us-east-1')}
        {trouble !== null && (
          <p className={styles['trouble']} role="alert">
            {trouble}
          </p>
        )}
        <footer className={styles['foot']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Add event
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
