import { WordsField } from '#client/text/WordsField.tsx'
import styles from './notebook.module.css'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'

const field = { of: 'notebook', name: 'question' } as const

/** What the investigation wants to know, quietly above its steps. */
export function Question() {
  const { session } = usePage()
  const question = useOfNotebook(notebook => notebook.question)
  return (
    <WordsField
      session={session}
      field={field}
      text={question}
      label="Question of the notebook"
      placeholder="What is the question?"
      className={styles['question'] ?? ''}
      onLeave={leave}
      onRun={leave}
    />
  )
}

const leave = () => document.activeElement instanceof HTMLElement && document.activeElement.blur()
