import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { forgetNotebooks, queryClient } from '#client/server/hooks.ts'
import { getJson, postJson, remove } from '#client/server/request.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import type { EvidenceRoom, Freeing, FreeQuestion, Space } from '#shared/wire/space.ts'

/** What takes up room; asked anew when something was freed. */
export const useSpace = (): UseQueryResult<Space> =>
  useQuery({ queryKey: ['space'], queryFn: ({ signal }) => getJson<Space>('/api/space', { signal }) })

/** How full the room for evidence is; null until known. */
export const useEvidenceRoom = (): EvidenceRoom | null =>
  useQuery({
    queryKey: ['evidence room'],
    queryFn: ({ signal }) => getJson<EvidenceRoom>('/api/space/evidence', { signal }),
    staleTime: 300_000,
    retry: false,
  }).data ?? null

type Told = { readonly freeing: Freeing | null }

/** The freeing under way or ended last, followed closely while it goes on; when it ends, what takes up room is asked anew. */
export const useFreeing = (): Freeing | null =>
  useQuery({
    queryKey: ['freeing'],
    queryFn: async ({ signal }) => {
      const { freeing } = await getJson<Told>('/api/space/free', { signal })
      const was = queryClient.getQueryData<Freeing | null>(['freeing'])
      if (was?.state === 'going' && freeing?.state !== 'going')
        void queryClient.invalidateQueries({ queryKey: ['space'] })
      return freeing
    },
    refetchInterval: query => (query.state.data?.state === 'going' ? 250 : false),
  }).data ?? null

/** Begins to free something. */
export async function beginFreeing(question: FreeQuestion): Promise<void> {
  const { freeing } = await postJson<Told>('/api/space/free', question)
  queryClient.setQueryData(['freeing'], freeing)
}

/** Stops a freeing that is under way; what has gone stays gone. */
export const stopFreeing = (): Promise<void> => remove('/api/space/free')

/** Deletes a notebook for good; its evidence goes with what no notebook cites. */
export async function deleteNotebook(id: Id): Promise<void> {
  await remove(`/api/notebooks/${encodeURIComponent(id)}`)
  void forgetNotebooks()
  await beginFreeing({ what: 'orphaned' })
}
