import { use, useEffect, useMemo, useState } from 'react'
import { cell, useCell } from '#client/app/cell.ts'
import { useZone } from '#client/app/zone.ts'
import { type Enlarged, EnlargedPicture } from '#client/pictures/EnlargedPicture.tsx'
import { pictureAddress, PicturesOf } from '#client/pictures/picturesOf.ts'
import { pointing } from '#client/reader/times/pointing.ts'
import { OnStretch, stretchOf } from '#client/reader/times/stretch.ts'
import type { Times } from '#client/reader/times/timeMarkRule.ts'
import { WindowOfWords } from '#client/reader/times/windowOfWords.ts'
import { withAddresses } from '#shared/notebook/pictures.ts'
import styles from './markdown.module.css'

type Render = (text: string, level: number, times: Times | null) => string
const loaded = cell<Render | null>(null)

async function load(): Promise<void> {
  const { renderMarkdown } = await import('./renderMarkdown.ts')
  loaded.set(renderMarkdown)
}

/**
 * Markdown as people wrote it, HTML in it shown as text. The parser is loaded with the first text that needs it; until then, and for
 * text that is plain, the words stand as they are. `level`: of its highest headings, fit for where it stands.
 */
export function Markdown({ text, level = 4 }: { readonly text: string; readonly level?: number }) {
  const render = useCell(loaded)
  const plain = isPlain(text)
  const { zone } = useZone()
  const window = use(WindowOfWords)
  const onStretch = use(OnStretch)
  const notebook = use(PicturesOf)
  const [enlarged, setEnlarged] = useState<Enlarged | null>(null)
  const html = useMemo(() => {
    if (plain || render === null) return ''
    const shown = notebook === null ? text : withAddresses(text, hash => pictureAddress(notebook, hash))
    return render(shown, level, window && { window, zone })
  }, [plain, render, text, level, window, zone, notebook])
  useEffect(() => {
    if (!plain && loaded.get() === null) void load()
  }, [plain])
  if (plain || render === null)
    return (
      <div className={styles.markdown}>
        {text.split(/\n{2,}/).map((paragraph, i) => (
          <p key={i}>{paragraph}</p>
        ))}
      </div>
    )
  return (
    <>
      <div
        className={styles.markdown}
        dangerouslySetInnerHTML={{ __html: html }}
        {...pointing}
        onClick={event => {
          pointing.onClick(event)
          const stretch = stretchOf(event)
          if (stretch) onStretch?.(stretch)
          const picture = (event.target as Element).closest('[data-picture]')?.querySelector('img')
          if (picture) setEnlarged({ address: picture.src, words: picture.alt })
        }}
      />
      {enlarged && <EnlargedPicture picture={enlarged} onClose={() => setEnlarged(null)} />}
    </>
  )
}

/** True where Markdown would show the text just as it stands: no sign of it, one line a paragraph. */
export const isPlain = (text: string): boolean =>
  !/[*_`#[\]<>|\\~!&@]|^\s*([-+]|\d+[.)])\s|https?:|\S\n(?!\n|$)|^ {4}|^[-=]{2,}/m.test(text)
