import { wordsOfFile } from './insertion.ts'

/** A picture fit to be kept: bounded, of one frame, and nothing but the picture. `remark`: what was left out, in words. */
export type Encoded = { readonly blob: Blob; readonly words: string; readonly remark: string | null }

/** Why a file cannot become a picture, in words. */
export class PictureTrouble extends Error {}

const longestSide = 2000
const mostBytes = 2 * 1_048_576
const mostOfFile = 50 * 1_048_576

const isSvg = (file: File) => file.type === 'image/svg+xml' || /\.svg$/i.test(file.name)

/** Animations begin with a word that says so: GIF, or a chunk of PNG or WebP. */
async function isAnimated(file: File): Promise<boolean> {
  if (file.type === 'image/gif') return true
  const head = new TextDecoder('latin1').decode(await file.slice(0, 4096).arrayBuffer())
  return head.includes('acTL') || head.includes('ANIM')
}

const dataAddress = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(new PictureTrouble('The file cannot be read.')))
    reader.readAsDataURL(file)
  })

type Drawn = { readonly source: CanvasImageSource; readonly width: number; readonly height: number }

/** An SVG is drawn by the browser as an image: its scripts do not run, and it loads nothing. */
async function drawnSvg(file: File): Promise<Drawn> {
  const source = new Image()
  source.src = await dataAddress(new Blob([file], { type: 'image/svg+xml' }))
  await source.decode()
  const [width, height] = [source.naturalWidth || 1000, source.naturalHeight || 600]
  return { source, width, height }
}

async function drawn(file: File): Promise<Drawn> {
  try {
    if (isSvg(file)) return await drawnSvg(file)
    const source = await createImageBitmap(file, { imageOrientation: 'from-image' })
    return { source, width: source.width, height: source.height }
  } catch {
    throw new PictureTrouble(
      'This browser cannot read it as a picture. PNG, JPEG, WebP, GIF and SVG are taken.',
    )
  }
}

function canvasOf({ source, width, height }: Drawn, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new PictureTrouble('This browser cannot draw pictures.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

const written = (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> =>
  new Promise(resolve => canvas.toBlob(blob => resolve(blob?.type === type ? blob : null), type, quality))

/** The smallest of what this browser can write in these ways. */
async function smallest(
  canvas: HTMLCanvasElement,
  ways: readonly (readonly [type: string, quality?: number])[],
): Promise<Blob | null> {
  const all = await Promise.all(ways.map(([type, quality]) => written(canvas, type, quality)))
  const blobs = all.filter(blob => blob !== null)
  return blobs.toSorted((a, b) => a.size - b.size)[0] ?? null
}

const lossless = [['image/png'], ['image/webp', 1]] as const
const photo = (quality: number) =>
  [
    ['image/webp', quality],
    ['image/jpeg', quality],
  ] as const

/**
 * A file as a picture to keep, decoded and written anew by the browser: upright, at most 2,000 pixels a side, at most 2 MB. Screenshots stay
 * crisp; what came as a photo, or is too large without loss, is written with some. Throws `PictureTrouble`.
 */
export async function encodePicture(file: File): Promise<Encoded> {
  if (file.size > mostOfFile) throw new PictureTrouble('The file has more than 50 MB.')
  const animated = await isAnimated(file)
  const image = await drawn(file)
  if (image.width < 1 || image.height < 1) throw new PictureTrouble('The picture is empty.')
  const remark = isSvg(file) ? 'drawn as a picture of points' : animated ? 'its first frame only' : null
  const words = wordsOfFile(file.name)
  const fit = Math.min(1, longestSide / Math.max(image.width, image.height))
  for (const scale of [fit, fit * 0.75, fit * 0.5]) {
    const canvas = canvasOf(image, scale)
    const sharp = file.type === 'image/jpeg' ? null : await smallest(canvas, lossless)
    if (sharp !== null && sharp.size <= mostBytes) return { blob: sharp, words, remark }
    for (const quality of [0.92, 0.8]) {
      const blob = await smallest(canvas, photo(quality))
      if (blob !== null && blob.size <= mostBytes) return { blob, words, remark }
    }
  }
  throw new PictureTrouble('The picture cannot be made small enough.')
}
