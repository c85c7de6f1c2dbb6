import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPicture, pictureLimits } from '#server/pictures/picture.ts'
import { jpegOf, pngOf, webpOf } from './made.ts'

const seed = Number(process.env.BLIPBOOK_SEED ?? Math.floor(Math.random() * 2 ** 31))

const made = [
  ['image/png', pngOf, ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'acTL', 'iCCP']],
  ['image/jpeg', jpegOf, [0xe1, 0xe2, 0xed, 0xfe]],
  ['image/webp', webpOf, ['EXIF', 'XMP ', 'ICCP']],
] as const

describe.each(made)('A picture sent as %s', (type, of, extras) => {
  const make = of as (width: number, height: number, extras?: readonly (string | number)[]) => Uint8Array
  it('is taken as it is', () => {
    expect(checkPicture(make(30, 20), type)).toEqual({ ok: true, type, bytes: make(30, 20) })
    expect(checkPicture(make(2000, 2000), null).ok).toBe(true)
  })
  it('loses everything that is not the picture', () =>
    expect(checkPicture(make(30, 20, extras), type)).toEqual({ ok: true, type, bytes: make(30, 20) }))
  it('loses what is hung on behind it', () => {
    const bytes = Uint8Array.from([...make(30, 20), ...new TextEncoder().encode('<script>')])
    expect(checkPicture(bytes, type)).toEqual({ ok: true, type, bytes: make(30, 20) })
  })
  it.each(made.map(each => each[0]).filter(other => other !== type))(
    'is refused when it says that it is %s',
    other => expect(checkPicture(make(30, 20), other)).toMatchObject({ ok: false, why: 'type' }),
  )
  it.each([
    [2001, 5],
    [5, 2001],
    [16_000, 16_000],
  ])('is refused with %i × %i pixels, undecoded', (width, height) =>
    expect(checkPicture(make(width, height), type)).toMatchObject({ ok: false, why: 'large' }),
  )
  it('is refused when it is cut off anywhere', () => {
    const whole = make(30, 20)
    for (let length = 0; length < whole.length - 1; length++)
      expect(checkPicture(whole.subarray(0, length), type).ok, `${length} bytes`).toBe(false)
  })
  it(`ends for any bytes after a true beginning (seed ${seed})`, () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(40), (bytes, from) => {
        const both = Uint8Array.from([...make(30, 20).subarray(0, from), ...bytes])
        expect(typeof checkPicture(both, null).ok).toBe('boolean')
      }),
      { seed, numRuns: 300 },
    ))
})

describe('What is no picture', () => {
  const text = (value: string) => new TextEncoder().encode(value)
  it.each([
    ['nothing', new Uint8Array()],
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML', text('<!doctype html><script>1</script>')],
    ['GIF', text('GIF89a.............................')],
  ])('is refused: %s', (_, bytes) => {
    expect(checkPicture(bytes, null)).toMatchObject({ ok: false, why: 'type' })
    expect(checkPicture(bytes, 'image/png').ok).toBe(false)
  })
  it('is refused when it is too long', () => {
    const bytes = new Uint8Array(pictureLimits.bytes + 1)
    bytes.set(pngOf(3, 3))
    expect(checkPicture(bytes, 'image/png')).toMatchObject({ ok: false, why: 'large' })
  })
  it('is refused with 60,000 × 60,000 pixels', () =>
    expect(checkPicture(pngOf(60_000, 60_000), 'image/png')).toMatchObject({ ok: false, why: 'large' }))
  it('is refused with no pixels', () =>
    expect(checkPicture(pngOf(0, 5), 'image/png')).toMatchObject({ ok: false, why: 'damaged' }))
})
