import type { PictureType } from '#server/store/pictures.ts'

/**
 * A picture as its file says it is, its bytes without anything but the picture: no camera, place, author, comment or further frames. Nothing is
 * decoded.
 */
export type ReadPicture = { readonly width: number; readonly height: number; readonly bytes: Uint8Array }

/** One way to write pictures. `read`: null where the file is cut off or contradicts itself. */
export type Format = {
  readonly type: PictureType
  readonly begins: (bytes: Uint8Array) => boolean
  readonly read: (bytes: Uint8Array) => ReadPicture | null
}
