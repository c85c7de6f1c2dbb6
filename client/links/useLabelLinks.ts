import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { queryClient } from '#client/server/hooks.ts'
import { listLinks } from '#client/server/linkApi.ts'
import type { LabelLink } from '#shared/series/labelLink.ts'

const queryKey = ['links']

/** The links on labels; asked for once, and again after they were altered here. */
export const useLabelLinks = (): UseQueryResult<readonly LabelLink[]> =>
  useQuery({ queryKey, queryFn: ({ signal }) => listLinks({ signal }), staleTime: 60_000 })

/** Asks the server anew for the links on labels. */
export const forgetLinks = (): Promise<void> => queryClient.invalidateQueries({ queryKey })
