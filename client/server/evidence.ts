import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { Hash } from '#shared/notebook/notebook.ts'
import { recent } from './recent.ts'
import { send } from './request.ts'

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
    queryKey: ['evidence', hash],
    queryFn: () => fetchEvidence(hash ?? ''),
    enabled: hash !== null,
    staleTime: Infinity,
    gcTime: 30_000,
    structuralSharing: false,
  })
}

const askFor = (hash: Hash, rest = '') =>
  send(`/api/evidence/${encodeURIComponent(hash)}${rest}`, {
    headers: { Accept: 'application/octet-stream' },
  })

const answerIn = async (response: Response): Promise<Answer> =>
  decodeAnswer(new Uint8Array(await response.arrayBuffer()))

/** What is kept of the parts of the queries that evidence answers; null where nothing is. */
export async function fetchDetail(hash: Hash): Promise<Answer | null> {
  const response = await askFor(hash, '/detail')
  return response.status === 204 ? null : answerIn(response)
}

const readAnswer = async (hash: Hash): Promise<Answer> => answerIn(await askFor(hash))
