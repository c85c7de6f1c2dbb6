import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { Hash } from '#shared/notebook/notebook.ts'
import { queryClient } from './hooks.ts'
import { recent } from './recent.ts'
import { send, type Stop } from './request.ts'

const kept = recent<Hash, Promise<Answer>>(200)

/**
 * The answer that a hash stands for. It never changes, so the last 200 are kept decoded, one object each:
 * the same hash gives the same object, fit for memo. A failed fetch is not kept.
 */
export function fetchEvidence(hash: Hash): Promise<Answer> {
  const known = kept.get(hash)
  if (known !== undefined) return known
  const fetched = readAnswer(hash)
  kept.set(hash, fetched)
  fetched.catch(() => kept.drop(hash))
  return fetched
}

/** The evidence of a hash for a screen; null asks for nothing. Immutable: never fetched twice while kept. */
export function useEvidence(hash: Hash | null): UseQueryResult<Answer> {
  return useQuery({
    queryKey: keyOf(hash),
    queryFn: () => fetchEvidence(hash ?? ''),
    enabled: hash !== null,
    staleTime: Infinity,
    gcTime: 30_000,
    structuralSharing: false,
  })
}

/** Has the evidence of a look at hand for `useEvidence`, until it is let go. */
export async function holdPassing(hash: Hash, stop: Stop = {}): Promise<void> {
  const key = keyOf(hash)
  if (queryClient.getQueryData(key) !== undefined) return
  queryClient.setQueryData(key, await answerIn(await askFor(hash, '', stop)))
}

/** Lets go of the evidence of a look that no screen shows any more. */
export const dropPassing = (hash: Hash): void =>
  queryClient.removeQueries({ queryKey: keyOf(hash), exact: true, type: 'inactive' })

const keyOf = (hash: Hash | null) => ['evidence', hash] as const

const askFor = (hash: Hash, rest = '', { signal }: Stop = {}) =>
  send(`/api/evidence/${encodeURIComponent(hash)}${rest}`, {
    headers: { Accept: 'application/octet-stream' },
    ...(signal && { signal }),
  })

const answerIn = async (response: Response): Promise<Answer> =>
  decodeAnswer(new Uint8Array(await response.arrayBuffer()))

/** What is kept of the parts of the queries that evidence answers; null where nothing is. */
export async function fetchDetail(hash: Hash): Promise<Answer | null> {
  const response = await askFor(hash, '/detail')
  return response.status === 204 ? null : answerIn(response)
}

const readAnswer = async (hash: Hash): Promise<Answer> => answerIn(await askFor(hash))
