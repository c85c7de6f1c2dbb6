import { describe, expect, it } from 'vitest'
import { withPicture, wordsOfFile } from '#client/pictures/insertion.ts'
import { renderMarkdown } from '#client/reader/renderMarkdown.ts'
import { picturesIn, pictureText, withAddresses } from '#shared/notebook/pictures.ts'

describe('A picture in a text', () => {
  /** `|` is where the caret stood when the picture was pasted. */
  it.each([
    ['|', 'P'],
    ['one|', 'one\n\nP'],
    ['one\n|', 'one\n\nP'],
    ['one\n\n|', 'one\n\nP'],
    ['one| two', 'one\n\nP\n\n two'],
    ['one|\ntwo', 'one\n\nP\ntwo'],
    ['|two', 'P\n\ntwo'],
  ])('%j becomes %j', (text, made) => {
    const at = text.indexOf('|')
    expect(withPicture(text.replace('|', ''), { before: text.slice(0, at) }, 'P').text).toBe(made)
  })
  it('stands behind what was there, however much was typed after it meanwhile', () =>
    expect(withPicture('one and more', { before: 'one' }, 'P').text).toBe('one\n\nP\n\n and more'))
  it('stands above the next of several', () => {
    const first = withPicture('one two', { before: 'one' }, 'P')
    expect(withPicture(first.text, first.next, 'Q').text).toBe('one\n\nP\n\nQ\n\n two')
  })
  it('stands at the end where what was there has gone', () =>
    expect(withPicture('another', { before: 'one' }, 'P').text).toBe('another\n\nP'))
})

describe('The words of a picture', () => {
  it.each([
    ['image.png', 'picture'],
    ['image (3).png', 'picture'],
    ['.png', 'picture'],
    ['license-svc_dashboard.png', 'license svc dashboard'],
    ['Bildschirmfoto 14.02.png', 'Bildschirmfoto 14.02'],
  ])('of %s are %j', (name, words) => expect(wordsOfFile(name)).toBe(words))
})

describe('The Markdown of a picture', () => {
  const hash = 'a'.repeat(64)
  it('names it by its hash, whatever its words hold', () => {
    expect(pictureText('a [b](c) \\ d\ne', hash)).toBe(`![a b (c) d e](picture:${hash})`)
    expect(picturesIn(`${pictureText('x', hash)} and ${pictureText('y', hash)}`)).toEqual([hash])
  })
  it.each([`picture:${hash}`, `![x](picture:${hash.slice(1)})`, `![x](picture:${hash.toUpperCase()})`, ''])(
    'is not %j',
    text => expect(picturesIn(text)).toEqual([]),
  )
  it('is shown from where it is kept, to be enlarged; from nowhere it stays text', () => {
    const text = pictureText('a <b>', hash)
    const shown = renderMarkdown(
      withAddresses(text, () => '/api/notebooks/n/pictures/h'),
      4,
    )
    expect(shown).toContain('data-picture')
    expect(shown).toContain('<img src="/api/notebooks/n/pictures/h" alt="a &lt;b&gt;">')
    expect(renderMarkdown(text, 4)).not.toContain('<img')
  })
})
