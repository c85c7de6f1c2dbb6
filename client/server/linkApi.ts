import type { LabelLink } from '#shared/series/labelLink.ts'
import { getJson, send, type Stop } from './request.ts'

type Links = { readonly links: readonly LabelLink[] }

/** Where the values of labels lead, for the whole team. */
export const listLinks = async (stop: Stop = {}): Promise<readonly LabelLink[]> =>
  (await getJson<Links>('/api/links', stop)).links

/** Sets all of them. Throws ApiTrouble that says which is wrong. */
export async function setLinks(links: readonly LabelLink[]): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
  await send('/api/links', { method: 'PUT', headers, body: JSON.stringify({ links }) })
}
