import { useEffect, useRef, useState } from 'react'
import { ApiTrouble, wordsOf } from '#client/server/trouble.ts'
import { fieldId } from './Field.tsx'
import { fieldOf, type SourceForm, type Trouble } from './form.ts'

/** What the form says: that it is asking, what was found, what is wrong. */
export type Said =
  | { readonly tone: 'busy' | 'good'; readonly words: string }
  | { readonly tone: 'bad'; readonly trouble: Trouble }

export type Asking = {
  readonly said: Said | null
  readonly busy: boolean
  /** What is wrong, for the fields. */
  readonly trouble: Trouble | null
  readonly say: (said: Said | null) => void
  /** Says what is wrong, and takes the focus to its field. */
  readonly blame: (trouble: Trouble) => void
  /** Asks the server; what it throws is said. Asking again, or `stop`, ends it. */
  readonly ask: (words: string, work: (signal: AbortSignal) => Promise<void>) => Promise<void>
  readonly stop: () => void
}

/** One question at a time to the server on behalf of a form. */
export function useAsking(form: SourceForm): Asking {
  const [said, say] = useState<Said | null>(null)
  const control = useRef<AbortController>(null)
  const blame = (trouble: Trouble) => say({ tone: 'bad', trouble })
  useEffect(() => {
    if (said?.tone === 'bad' && said.trouble.field !== null)
      document.getElementById(fieldId(said.trouble.field))?.focus()
  }, [said])
  return {
    said,
    busy: said?.tone === 'busy',
    trouble: said?.tone === 'bad' ? said.trouble : null,
    say,
    blame,
    async ask(words, work) {
      control.current?.abort()
      const own = new AbortController()
      control.current = own
      say({ tone: 'busy', words })
      try {
        await work(own.signal)
      } catch (thrown) {
        const part = thrown instanceof ApiTrouble ? (thrown.error.part ?? null) : null
        if (!own.signal.aborted) blame({ field: fieldOf(part, form), reason: wordsOf(thrown) })
      }
    },
    stop() {
      control.current?.abort()
      say(null)
    },
  }
}
