import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { NotebookList, SourceSummary } from '#shared/wire/wire.ts'
import { listNotebooks, readNotebook } from './api.ts'
import { listSources } from './sourceApi.ts'
import { ApiTrouble } from './trouble.ts'

/** The one cache of what the server answered. Refusals are not asked again; a silent server is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (times, thrown) =>
        times < 2 && thrown instanceof ApiTrouble && (thrown.offline || thrown.status >= 502),
      retryDelay: times => 400 * 2 ** times,
    },
  },
})

/** The library for a search; while the next one is on its way, the last stays. */
export const useNotebooks = (q: string): UseQueryResult<NotebookList> =>
  useQuery({
    queryKey: ['notebooks', q],
    queryFn: ({ signal }) => listNotebooks(q, { signal }),
    placeholderData: keepPreviousData,
  })

/** A notebook as it stands on the server, read once: for screens that only read. */
export const useNotebook = (id: Id): UseQueryResult<Notebook> =>
  useQuery({ queryKey: ['notebook', id], queryFn: ({ signal }) => readNotebook(id, { signal }) })

/** The data sources with their state. */
export const useSources = (): UseQueryResult<readonly SourceSummary[]> =>
  useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => listSources({ signal }) })

/** To be called after something was added, altered or removed on the server. */
export const forgetNotebooks = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['notebooks'] })
export const forgetSources = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['sources'] })
