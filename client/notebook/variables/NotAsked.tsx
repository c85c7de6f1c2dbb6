import { Button } from '#client/app/parts/Button.tsx'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { valueOf } from '#shared/notebook/filling.ts'
import type { Run, Step } from '#shared/notebook/notebook.ts'
import { notAskedWith } from './variableDeeds.ts'
import { valueWords } from './values.ts'
import styles from './variables.module.css'

/** That a step has not been run with what its variables stand for now, and the way to do so. */
export function NotAsked(props: {
  readonly step: Step
  readonly number: number
  /** Its last run, or what was looked at since. */
  readonly last: Run | undefined
}) {
  const { step, number } = props
  const page = usePage()
  const variables = useOfNotebook(notebook => notebook.variables)
  const names = notAskedWith({ variables }, step, props.last)
  if (names.length === 0) return null
  const words = variables
    .filter(({ name }) => names.includes(name))
    .map(each => `${each.name} = ${valueWords(valueOf(each))}`)
  return (
    <p className={styles['notAsked']}>
      Not run with {words.join(', ')} yet.{' '}
      <Button small aria-label={`Run step ${number}`} onClick={() => page.run([step.id])}>
        Run
      </Button>
    </p>
  )
}
