import type { PictureType } from '#server/store/pictures.ts'
import type { Format } from './format.ts'
import { jpeg } from './jpeg.ts'
import { png } from './png.ts'
import { webp } from './webp.ts'

/** The most that one picture, the pictures of one notebook, and one side of a picture may have: bytes, bytes, pixels. */
export const pictureLimits = { bytes: 2 * 1_048_576, notebook: 50 * 1_048_576, side: 2000 } as const

const formats: readonly Format[] = [png, jpeg, webp]

export type Checked =
  | { readonly ok: true; readonly type: PictureType; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'type' | 'damaged' | 'large'; readonly message: string }

const no = (why: 'type' | 'damaged' | 'large', message: string): Checked => ({ ok: false, why, message })

const inMegabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`

/** What bytes that claim to be a picture are, by the bytes alone. `claimed`: the type that came with them, which must be the same. */
export function checkPicture(bytes: Uint8Array, claimed: string | null): Checked {
  if (bytes.length > pictureLimits.bytes)
    return no('large', `A picture may have ${inMegabytes(pictureLimits.bytes)}.`)
  const format = formats.find(({ begins }) => begins(bytes))
  if (format === undefined) return no('type', 'This is no picture: PNG, JPEG and WebP are taken.')
  if (claimed !== null && claimed !== format.type)
    return no('type', `This was sent as ${claimed}, and it is ${format.type}.`)
  const read = format.read(bytes)
  if (read === null) return no('damaged', 'The picture is damaged, or cut off.')
  const { width, height } = read
  if (width < 1 || height < 1) return no('damaged', 'The picture is empty.')
  if (width > pictureLimits.side || height > pictureLimits.side)
    return no(
      'large',
      `The picture has ${width} × ${height} pixels; no side may have more than ${pictureLimits.side}.`,
    )
  return { ok: true, type: format.type, bytes: read.bytes }
}
