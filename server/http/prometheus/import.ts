import type { Request } from 'express'
import { explainRefused, ingest, ingestForms, type IngestForm } from '#server/ingest/ingest.ts'
import type { Committed, Samples } from '#server/samples/samples.ts'
import { ApiError } from './errors.ts'

const byContentType: Readonly<Record<string, IngestForm>> = {
  'text/csv': 'csv',
  'application/openmetrics-text': 'openmetrics',
  'text/plain': 'prometheus',
}

/** Reads the body of a request into the store, whole or not at all. */
export async function importBody(request: Request, samples: Samples, largest: number): Promise<Committed> {
  try {
    const form = formOf(request)
    if (request.headers['content-encoding'] !== undefined)
      throw new ApiError('bad_data', 'The body must not be compressed')
    const result = await ingest(upTo(largest, request), form, samples)
    if (!result.ok) throw new ApiError('bad_data', explainRefused(result.refused))
    return result.committed
  } finally {
    request.resume()
  }
}

function formOf(request: Request): IngestForm {
  const asked = request.query['format']
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const form = asked === undefined ? byContentType[type] : ingestForms.find(each => each === asked)
  if (form) return form
  const what = typeof asked === 'string' ? `The format “${asked}” is not known` : 'The format is not given'
  throw new ApiError('bad_data', `${what}. Taken are format=${ingestForms.join(', format=')}`)
}

/** The request's bytes, as long as they are not too many. What is left unread is left in the request. */
async function* upTo(largest: number, request: Request): AsyncGenerator<Uint8Array> {
  const refuse = () =>
    new ApiError(
      'too_large',
      `The file is larger than ${largest.toLocaleString('en')} bytes, the most that one import takes`,
    )
  if (Number(request.headers['content-length']) > largest) throw refuse()
  let bytes = 0
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength
    if (bytes > largest) throw refuse()
    yield piece
  }
}
