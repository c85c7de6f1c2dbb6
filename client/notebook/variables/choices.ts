import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { listValues } from '#client/server/sourceApi.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { Variable } from '#shared/notebook/notebook.ts'
import { fill } from '#shared/query/variables/fill.ts'
import type { Values } from '#shared/query/variables/value.ts'

/** How many values are offered at most; the rest is found by typing. */
export const mostChoices = 500

/** What may be chosen for a variable, so far as it is known. */
export type Choices =
  | { readonly is: 'there'; readonly values: readonly string[] }
  | { readonly is: 'coming'; readonly slow: boolean }
  | { readonly is: 'failed'; readonly words: string; readonly again: () => void }

/** What may be chosen: of a list, or of the label's values, asked of the source once `open`. The selector may speak of other variables. */
export function useChoices({ from }: Variable, values: Values, open: boolean): Choices {
  const asks = from.kind === 'label' && open
  const selector = from.kind === 'label' ? fill(from.selector, values) : null
  const wrong = selector?.problems[0]
  const found = useQuery({
    queryKey: ['choices', from.kind === 'label' && [from.source, from.label], selector?.text],
    queryFn: ({ signal }) =>
      from.kind === 'label'
        ? listValues(from.source, from.label, selector?.text ? { match: [selector.text] } : {}, { signal })
        : [],
    enabled: asks && wrong === undefined,
    staleTime: 30_000,
    retry: false,
  })
  const slow = useSlow(asks && found.isFetching)
  if (from.kind === 'typed') return { is: 'there', values: [] }
  if (from.kind === 'list') return { is: 'there', values: from.values }
  if (wrong) return { is: 'failed', words: `Its selector: ${wrong.message}.`, again: () => undefined }
  if (found.data) return { is: 'there', values: found.data }
  if (found.error && !found.isFetching)
    return { is: 'failed', words: wordsOf(found.error), again: () => void found.refetch() }
  return { is: 'coming', slow }
}

/** True once something has gone on for two seconds. */
function useSlow(going: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!going) return
    const timer = setTimeout(() => setSlow(true), 2000)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [going])
  return slow
}
