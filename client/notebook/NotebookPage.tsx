import { useEffect, useState } from 'react'
import { Message } from '#client/app/parts/Message.tsx'
import { usePerson } from '#client/app/person.tsx'
import { judgedRun, lastEvident } from '#client/judgment/verdictOperations.ts'
import { NoSuchNotebook, openSession } from '#client/live/openSession.ts'
import type { Session } from '#client/live/session.ts'
import { fetchEvidence } from '#client/server/evidence.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import { anonymous } from '#client/notebook/page/anonymous.ts'
import { OpenNotebook } from './OpenNotebook.tsx'
import { shownSteps } from '#client/notebook/steps/steps.ts'

type Opened =
  | { readonly is: 'open'; readonly session: Session; readonly person: Person }
  | { readonly is: 'missing' }
  | { readonly is: 'failed'; readonly words: string }

/** Asks for the evidence that is seen first, while the screen is still being made. */
function fetchAhead(session: Session): void {
  const steps = shownSteps(session.notebook()).flatMap(step =>
    step.is === 'ask' && !step.folded ? [step] : [],
  )
  for (const step of steps.slice(0, 2)) {
    const run = judgedRun(step) ?? lastEvident(step)
    if (run && 'evidence' in run.outcome) fetchEvidence(run.outcome.evidence).catch(() => undefined)
  }
}

/** The screen of one notebook: opens its session, in the name of the person at this browser, and closes it on leaving. */
export default function NotebookPage({ id }: { readonly id: Id }) {
  const person = usePerson().person ?? anonymous
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    let mine: Session | null = null
    const open = async () => {
      try {
        const session = await openSession(id, person, { signal: leaving.signal })
        if (leaving.signal.aborted) return session.close()
        mine = session
        fetchAhead(session)
        setOpened({ is: 'open', session, person })
      } catch (thrown) {
        if (leaving.signal.aborted) return
        setOpened(
          thrown instanceof NoSuchNotebook ? { is: 'missing' } : { is: 'failed', words: wordsOf(thrown) },
        )
      }
    }
    void open()
    return () => {
      leaving.abort()
      const left = mine
      void left?.settled().then(left.close, left.close)
    }
  }, [id, person])
  if (opened === null) return <Message title="Opening…" />
  if (opened.is === 'missing')
    return (
      <Message title="There is no such notebook" home>
        It may have been removed, or its link was cut off on its way here.
      </Message>
    )
  if (opened.is === 'failed')
    return (
      <Message title="The notebook could not be opened" home>
        {opened.words}
      </Message>
    )
  return <OpenNotebook id={id} session={opened.session} person={opened.person} />
}
