import { createHash } from 'node:crypto'
import type { Picture, Pictures } from '#server/store/pictures.ts'
import type { Hash, Notebook } from '#shared/notebook/notebook.ts'
import { picturesIn, pictureText, textsOf, withAddresses, withTexts } from '#shared/notebook/pictures.ts'
import { checkPicture } from './picture.ts'

/** The notebook with each of its pictures in its texts, as a `data:` address; one that is not kept any more stays named by its hash. */
export async function withPicturesInside(
  notebook: Notebook,
  pictures: Pick<Pictures, 'get'>,
): Promise<Notebook> {
  const addresses = new Map<Hash, string>()
  for (const hash of new Set(textsOf(notebook).flatMap(picturesIn))) {
    const picture = await pictures.get(notebook.id, hash)
    if (picture === null) continue
    addresses.set(hash, `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`)
  }
  return addresses.size === 0
    ? notebook
    : withTexts(notebook, text => withAddresses(text, hash => addresses.get(hash)))
}

/** A text without the pictures that were in it, named by their hashes in their place; and what could not be taken, in words. */
export type TakenOut = {
  readonly text: string
  readonly pictures: ReadonlyMap<Hash, Picture>
  readonly warnings: readonly string[]
}

const inside = /!\[([^\]\n]*)\]\(data:(image\/(?:png|jpeg|webp));base64,([A-Za-z0-9+/=]+)\)/g

/** Takes the pictures out of a text that came from outside; of one that is refused, its words stay. Graphs, which are SVG, are left alone. */
export function takePicturesOut(text: string): TakenOut {
  const pictures = new Map<Hash, Picture>()
  const warnings: string[] = []
  const without = text.replace(inside, (_, words: string, type: string, base64: string) => {
    const checked = checkPicture(Buffer.from(base64, 'base64'), type)
    if (!checked.ok) {
      warnings.push(`The picture “${words}” was left out: ${checked.message}`)
      return words
    }
    const hash = createHash('sha256').update(checked.bytes).digest('hex')
    pictures.set(hash, { type: checked.type, bytes: checked.bytes })
    return pictureText(words, hash)
  })
  return { text: without, pictures, warnings }
}
