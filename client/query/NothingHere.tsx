import { useQuery } from '@tanstack/react-query'
import { Button } from '#client/app/parts/Button.tsx'
import { useZone } from '#client/app/zone.ts'
import { findExtent } from '#client/server/sourceApi.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import { printWindow } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'
import { nothingWords } from '#client/query/words/nothing.ts'
import styles from './query.module.css'
import { readsOf } from '#client/query/words/selectorText.ts'

/** In place of a graph without series: why there are none, and the way to where there are some. */
export function NothingHere({ run, onGo }: { readonly run: Run; readonly onGo: (window: Window) => void }) {
  const { zone } = useZone()
  const { request, window } = run.asked
  const query = request.kind === 'query' ? request.queries.find(each => !each.removed) : undefined
  const reads = query ? readsOf(query) : null
  const found = useQuery({
    queryKey: ['extent', query?.source, reads?.match, reads?.unfiltered],
    queryFn: async ({ signal }) => ({
      matching: await findExtent(query?.source ?? '', reads?.match ?? [], { signal }),
      metric: await findExtent(query?.source ?? '', reads?.unfiltered ?? [], { signal }),
    }),
    enabled: query !== undefined && (reads?.match.length ?? 0) > 0,
    staleTime: 30_000,
  })
  const nothing = found.data && nothingWords(reads?.metric ?? '', window, found.data, zone)
  return (
    <div className={styles['nothing']} role="status">
      <p>{nothing?.sentence ?? `No data between ${printWindow(window, zone)}.`}</p>
      {nothing?.goTo && (
        <Button small onClick={() => nothing.goTo && onGo(nothing.goTo)}>
          Go to {printWindow(nothing.goTo, zone)}
        </Button>
      )}
    </div>
  )
}
