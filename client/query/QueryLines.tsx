import { Button } from '#client/app/parts/Button.tsx'
import { nextQueryId } from '#client/notebook/steps/deeds.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { usePage } from '#client/notebook/page/page.ts'
import type { Request } from '#shared/ask/request.ts'
import type { Id, Run } from '#shared/notebook/notebook.ts'
import { QueryLine } from './QueryLine.tsx'
import styles from './query.module.css'

/** The queries A, B, … of a step, each in a line of its own. */
export function QueryLines(props: {
  readonly step: Id
  readonly number: number
  readonly request: Extract<Request, { kind: 'query' }>
  readonly last: Run | undefined
  readonly onRun: (goOn: boolean) => boolean
  readonly onLeave: () => void
}) {
  const { step, request } = props
  const page = usePage()
  const queries = request.queries.filter(query => !query.removed)
  const add = () => {
    const id = nextQueryId(request.queries.map(query => query.id))
    const source = queries.at(-1)?.source ?? page.session.notebook().source
    const query = { id, source, language: 'promql', text: '', legend: '', removed: false } as const
    if (page.act([{ do: 'insertQuery', step, query }])) page.focus(focusNames.query(step, id))
  }
  return (
    <div className={styles['lines']}>
      {queries.map(query => (
        <QueryLine
          key={query.id}
          step={step}
          number={props.number}
          query={query}
          alone={queries.length === 1}
          last={props.last}
          onRun={props.onRun}
          onLeave={props.onLeave}
        />
      ))}
      <Button small kind="quiet" className={styles['add']} onClick={add}>
        + query<span className={styles['unseen']}> to step {props.number}</span>
      </Button>
    </div>
  )
}
