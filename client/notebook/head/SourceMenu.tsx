import { Button } from '#client/app/parts/Button.tsx'
import { Menu } from '#client/app/parts/Menu.tsx'
import { addVariable } from '#client/notebook/variables/editing.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { useSources } from '#client/server/hooks.ts'
import { openSources } from '#client/sources/SourcesHost.tsx'

/** The source of new queries, and the way to add one. */
export function SourceMenu() {
  const page = usePage()
  const id = useOfNotebook(notebook => notebook.source)
  const sources = useSources().data ?? []
  const title = sources.find(each => each.id === id)?.title ?? id
  return (
    <Menu
      align="end"
      trigger={
        <Button small aria-label={`Source of new queries: ${title}`}>
          {title} <span aria-hidden>▾</span>
        </Button>
      }
      rows={[
        ...sources.map(each => ({
          title: each.title,
          about: each.state?.up === false ? 'down' : (each.address ?? 'kept by Blipbook'),
          checked: each.id === id,
          run: () => void page.act([setNotebook(page.session.notebook(), 'source', each.id)]),
        })),
        'line' as const,
        { title: 'Data sources…', run: () => openSources() },
        { title: 'Add a variable…', run: () => addVariable(page.session.notebook()) },
      ]}
    />
  )
}
