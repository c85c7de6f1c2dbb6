import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { route, type Route } from '#server/http/route.ts'
import { HttpTrouble, notFound } from '#server/http/trouble.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import { checkPicture, pictureLimits } from '#server/pictures/picture.ts'
import type { Store } from '#server/store/store.ts'

const statuses = { type: 415, damaged: 400, large: 413 } as const

const tooLarge = () => new HttpTrouble(413, { kind: 'limit', message: 'A picture may have 2 MB.' })

/** The whole body; given up as soon as it is longer than a picture may be. */
async function bodyOf(request: Request): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > pictureLimits.bytes) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const claimedBy = (request: Request) => (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''

/** The routes of the pictures in a notebook's texts. */
export function pictureRoutes(
  store: Pick<Store, 'pictures'>,
  ledger: Pick<Ledger, 'read'>,
): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/notebooks/:id/pictures',
      action: 'notebook.write',
      summary: 'Keeps a picture (PNG, JPEG or WebP, sent as it is) with a notebook; answers its hash',
      raw: true,
      call: async ({ params, request }) => {
        const id = params.id ?? ''
        if ((await ledger.read(id)) === null) throw notFound('such notebook')
        const checked = checkPicture(await bodyOf(request), claimedBy(request))
        if (!checked.ok)
          throw new HttpTrouble(statuses[checked.why], { kind: 'picture', message: checked.message })
        const hash = createHash('sha256').update(checked.bytes).digest('hex')
        if (!(await store.pictures.put(id, hash, checked, pictureLimits.notebook)))
          throw new HttpTrouble(413, {
            kind: 'limit',
            message: 'The pictures of a notebook may have 50 MB; with this one they would have more.',
            hint: 'Take a picture out of its texts, or send a smaller one.',
          })
        return { status: 201, json: { hash } }
      },
    }),
    route({
      method: 'get',
      path: '/api/notebooks/:id/pictures/:hash',
      action: 'notebook.read',
      summary: 'A picture of a notebook by its hash',
      call: async ({ params }) => {
        const picture = await store.pictures.get(params.id ?? '', params.hash ?? '')
        if (picture === null) throw notFound('such picture in this notebook')
        return {
          type: picture.type,
          content: picture.bytes,
          immutable: true,
          headers: {
            'Content-Security-Policy': "default-src 'none'; sandbox",
            'X-Content-Type-Options': 'nosniff',
          },
        }
      },
    }),
  ]
}
