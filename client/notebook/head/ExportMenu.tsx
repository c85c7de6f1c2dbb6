import { Button } from '#client/app/parts/Button.tsx'
import { Menu } from '#client/app/parts/Menu.tsx'
import { copyText } from '#client/app/copyText.ts'
import { notify } from '#client/app/notices.tsx'
import { usePage } from '#client/notebook/page/page.ts'
import { exportMarkdown, exportPath } from '#client/server/api.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { Id } from '#shared/notebook/notebook.ts'

/** The ways in which a notebook leaves: Markdown with pictures, and links. */
export function ExportMenu({ id }: { readonly id: Id }) {
  const page = usePage()
  const copy = async (text: () => Promise<string>, done: string) => {
    try {
      await copyText(await text(), done)
    } catch (thrown) {
      notify({ text: `Not copied: ${wordsOf(thrown)}`, tone: 'trouble' })
    }
  }
  const link = `${location.origin}/n/${id}`
  return (
    <Menu
      align="end"
      trigger={<Button>Export</Button>}
      rows={[
        {
          title: 'Download Markdown',
          about: 'With pictures, for a ticket',
          run: () => download(exportPath(id, 'md')),
        },
        { title: 'Copy Markdown', run: () => void copy(() => exportMarkdown(id), 'Markdown copied') },
        'line',
        { title: 'Copy link', run: () => void copy(async () => link, 'Link copied') },
        {
          title: 'Copy link to this step',
          disabled: page.current.get().step === null,
          run: () =>
            void copy(
              async () => `${link}${location.search}#${page.current.get().step}`,
              'Link to the step copied',
            ),
        },
      ]}
    />
  )
}

function download(path: string): void {
  const anchor = document.createElement('a')
  anchor.href = path
  anchor.download = ''
  anchor.click()
}
