import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { bring } from '#client/bring/bring.ts'
import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import { Menu } from '#client/app/parts/Menu.tsx'
import { InPlace } from '#client/notebook/InPlace.tsx'
import { setQuery } from '#client/notebook/steps/deeds.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { usePage } from '#client/notebook/page/page.ts'
import { useSources } from '#client/server/hooks.ts'
import { differenceOf } from '#client/text/editor/difference.ts'
import type { EditorHandle } from '#client/text/LazyEditor.tsx'
import { QueryField } from '#client/text/QueryField.tsx'
import { sourceVocabulary } from '#client/text/vocabulary/sourceVocabulary.ts'
import { vocabularyOver } from '#client/text/vocabulary/variables.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Query } from '#shared/ask/request.ts'
import type { Id, Run } from '#shared/notebook/notebook.ts'
import type { Edit } from '#shared/notebook/operation.ts'
import { offerVariable } from '#client/notebook/variables/editing.ts'
import { useLanguages, useValues } from '#client/notebook/variables/values.ts'
import { wholeSense } from '#client/query/words/languages.ts'
import { ProblemLine } from './ProblemLine.tsx'
import { RunsAs } from './RunsAs.tsx'
import { problemsOf } from '#client/query/words/problems.ts'
import styles from './query.module.css'

/** How long after the last key a problem is said under a query that is being typed. */
const patience = 1200

/** One query of a step: its letter, its text, its source, and what is wrong with it. */
export function QueryLine(props: {
  readonly step: Id
  readonly number: number
  readonly query: Query
  readonly alone: boolean
  readonly last: Run | undefined
  readonly onRun: (goOn: boolean) => boolean
  readonly onLeave: () => void
}) {
  const { step, query, alone, last } = props
  const page = usePage()
  const sources = useSources().data ?? []
  const id = useId()
  const field = useRef<EditorHandle>(null)
  const [focused, setFocused] = useState(false)
  const [settled, setSettled] = useState<string | null>(null)
  const checked = useDeferredValue(query)
  useCell(wholeSense)
  const language = useLanguages(step)[query.language]
  const values = useValues(step, query.source)
  const vocabulary = useMemo(
    () => vocabularyOver(sourceVocabulary(query.source), values),
    [query.source, values],
  )
  const problems = problemsOf(language, checked, last)
  const { text } = query
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), patience)
    return () => clearTimeout(timer)
  }, [text])
  const said = !focused || settled === text
  useEffect(
    () => page.register(focusNames.query(step, query.id), { focus: at => field.current?.focus(at) }),
    [page, step, query.id],
  )
  const problem = said ? problems[0] : undefined
  const source = sources.find(each => each.id === query.source)
  const fix = (replacement: string) => {
    if (!problem) return
    const to = query.text.slice(0, problem.span.from) + replacement + query.text.slice(problem.span.to)
    const change = differenceOf(query.text, to)
    if (change)
      page.act([
        {
          do: 'edit',
          text: { of: 'query', step, query: query.id },
          edit: change.toJSON() as unknown as Edit,
        },
      ])
    field.current?.focus(problem.span.from + replacement.length)
  }
  return (
    <div className={styles['line']} data-problem={problem !== undefined}>
      {!alone && <span className={styles['letter']}>{query.id}</span>}
      <QueryField
        session={page.session}
        field={{ of: 'query', step, query: query.id }}
        text={query.text}
        label={`Query ${query.id} of step ${props.number}`}
        placeholder="Type or paste a query or a link; ↓ for the metrics"
        describedBy={problem ? id : undefined}
        vocabulary={vocabulary}
        problems={language.problems}
        wrong={problems.map(each => each.span)}
        handle={field}
        onRun={goOn => {
          if (!props.onRun(goOn)) setSettled(text)
        }}
        onLeave={props.onLeave}
        onPaste={pasted => alone && text.trim() === '' && bring(page, pasted, { step, query: query.id })}
        onFocusChange={setFocused}
      />
      <span className={styles['tools']}>
        <span className={styles['legend']} data-empty={query.legend === ''}>
          <InPlace
            value={query.legend}
            label={`Legend of query ${query.id}: how its series are called, such as {{node}} in {{zone}}`}
            placeholder="legend"
            maxLength={limits.legend}
            onSet={to => page.act([setQuery(step, query, 'legend', to)])}
          />
        </span>
        {(sources.length > 1 || !source) && (
          <Menu
            align="end"
            trigger={
              <Button
                small
                kind="quiet"
                aria-label={`Source of query ${query.id}: ${source?.title ?? query.source}`}
              >
                {source?.title ?? query.source} <span aria-hidden>▾</span>
              </Button>
            }
            rows={sources.map(each => ({
              title: each.title,
              checked: each.id === query.source,
              run: () => page.act([setQuery(step, query, 'source', each.id)]),
            }))}
          />
        )}
        {!alone && (
          <Button
            small
            kind="quiet"
            aria-label={`Remove query ${query.id}`}
            onClick={() => page.act([setQuery(step, query, 'removed', true)])}
          >
            ✕
          </Button>
        )}
      </span>
      {problem ? (
        <ProblemLine
          id={id}
          problem={problem}
          onFix={fix}
          onMake={offerVariable(page.session.notebook(), query, problem.span)}
        />
      ) : (
        <RunsAs text={text} values={values} />
      )}
    </div>
  )
}
