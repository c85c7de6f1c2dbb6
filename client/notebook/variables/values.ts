import { useMemo } from 'react'
import { languages } from '#client/query/words/languages.ts'
import { useOfNotebook } from '#client/notebook/page/page.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { useSources } from '#client/server/hooks.ts'
import { valuesOf } from '#shared/notebook/filling.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Language, LanguageId } from '#shared/query/language.ts'
import { plainScrape } from '#shared/query/variables/builtIn.ts'
import type { Value, Values } from '#shared/query/variables/value.ts'
import { overWritten } from '#shared/query/variables/written.ts'
import { utc } from '#shared/time/clock.ts'
import { stepFor } from '#shared/time/grid.ts'
import { resolveRange, type TimeRange } from '#shared/time/range.ts'
import { hour, type Ms } from '#shared/time/window.ts'

/** What the variables stand for in a step that looks at a range, for a source that scrapes so often, as of now. */
export function valuesIn(
  variables: Notebook['variables'],
  range: TimeRange,
  now: Ms,
  scrape: Ms = plainScrape,
): Values {
  const resolved = resolveRange(range, now, utc)
  const window = resolved.ok ? resolved.window : { from: now - hour, to: now }
  return valuesOf(variables, { window, step: stepFor(window), scrape })
}

/** Every language, for texts as they are written: with variables in them. */
export const languagesOver = (values: Values): Readonly<Record<LanguageId, Language>> => ({
  promql: overWritten(languages.promql, values),
})

/** What the variables stand for in a step; `source`: in a query of that source. */
export function useValues(step: Id, source?: string): Values {
  const now = useNow()
  const variables = useOfNotebook(notebook => notebook.variables)
  const common = useOfNotebook(notebook => notebook.range)
  const range = useOfNotebook(notebook => stepOf(notebook, step)?.range ?? null) ?? common
  const scrape = (useSources().data ?? []).find(each => each.id === source)?.scrape
  return useMemo(() => valuesIn(variables, range, now, scrape), [variables, range, now, scrape])
}

/** Every language, for the texts of a step as they are written. */
export function useLanguages(step: Id): Readonly<Record<LanguageId, Language>> {
  const values = useValues(step)
  return useMemo(() => languagesOver(values), [values])
}

/** A value in a few words: `i-1`, `i-1 + 2 more`, `all`, `nothing yet`. */
export function valueWords({ texts, whole }: Value): string {
  if (whole) return 'all'
  const [first, ...more] = texts
  if (first === undefined) return 'nothing yet'
  return `${first === '' ? 'empty' : first}${more.length > 0 ? ` + ${more.length} more` : ''}`
}
