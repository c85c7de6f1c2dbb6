import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { newId } from '#client/app/newId.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import type { FollowUp } from '#shared/notebook/notebook.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import styles from '#client/judgment/judgment.module.css'

/** What is left to do after the investigation: add, tick, take away. */
export function FollowUps() {
  const { session, act } = usePage()
  const followUps = useOfNotebook(notebook => notebook.followUps)
  const [typed, setTyped] = useState('')
  const put = (to: readonly FollowUp[]) => act([setNotebook(session.notebook(), 'followUps', to)])
  return (
    <div className={styles['followUps']}>
      <h2>Follow-ups</h2>
      <ul>
        {followUps.map(each => (
          <li key={each.id} className={styles['followUp']} data-done={each.done}>
            <label>
              <input
                type="checkbox"
                checked={each.done}
                onChange={() =>
                  put(
                    followUps.map(other => (other.id === each.id ? { ...other, done: !other.done } : other)),
                  )
                }
              />
              <span>{each.text}</span>
            </label>
            <Button
              small
              kind="quiet"
              aria-label={`Remove follow-up: ${each.text}`}
              onClick={() => put(followUps.filter(other => other.id !== each.id))}
            >
              ✕
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles['addFollowUp']}
        onSubmit={event => {
          event.preventDefault()
          if (typed.trim() === '') return
          if (put([...followUps, { id: newId(), text: typed.trim(), done: false }])) setTyped('')
        }}
      >
        <input
          aria-label="New follow-up"
          placeholder="What should be done so that this cannot happen again?"
          maxLength={limits.followUp}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        <Button small type="submit" disabled={typed.trim() === ''}>
          Add
        </Button>
      </form>
    </div>
  )
}
