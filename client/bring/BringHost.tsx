import { lazy, Suspense, useEffect, useState } from 'react'
import { useCell } from '#client/app/cell.ts'
import { notify } from '#client/app/notices.tsx'
import { useCommands } from '#client/commands/registry.ts'
import { type Page, usePage } from '#client/notebook/page/page.ts'
import { bringLimits } from '#shared/forms/bring/brought.ts'
import { bring } from './bring.ts'
import { offer } from './offer.ts'

const BringBar = lazy(() => import('#client/bring/show/BringBar.tsx'))
const PasteDialog = lazy(() => import('#client/bring/show/PasteDialog.tsx'))

const inField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null

const isJson = (item: { readonly type: string; readonly name?: string }) =>
  item.type === 'application/json' || (item.name?.toLowerCase().endsWith('.json') ?? false)

async function bringFile(page: Page, file: File): Promise<void> {
  if (file.size > 4 * bringLimits.text)
    return notify({ text: `${file.name} is larger than 2 MB.`, tone: 'trouble' })
  if (!bring(page, await file.text()))
    notify({ text: `${file.name} holds neither a dashboard nor a panel.`, tone: 'trouble' })
}

/** Takes what is pasted beside all fields and the `.json` files that are dropped on the page; shows what would become of it. */
export function BringHost() {
  const page = usePage()
  const open = useCell(offer)
  const [pasting, setPasting] = useState(false)
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || inField(event.target)) return
      if (bring(page, event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
    }
    const onDragOver = (event: DragEvent) => {
      const items = [...(event.dataTransfer?.items ?? [])]
      if (items.some(item => item.kind === 'file' && isJson(item))) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      const file = [...(event.dataTransfer?.files ?? [])].find(isJson)
      if (!file || event.defaultPrevented) return
      event.preventDefault()
      void bringFile(page, file)
    }
    document.addEventListener('paste', onPaste)
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('drop', onDrop)
    }
  }, [page])
  useEffect(() => () => offer.set(null), [])
  useCommands([
    {
      id: 'bring.paste',
      title: 'Paste a link or JSON…',
      group: 'The notebook',
      run: () => setPasting(true),
    },
  ])
  return (
    <Suspense>
      {open?.page === page && <BringBar key={open.is} offer={open} />}
      {pasting && <PasteDialog onBring={text => bring(page, text)} onClose={() => setPasting(false)} />}
    </Suspense>
  )
}
