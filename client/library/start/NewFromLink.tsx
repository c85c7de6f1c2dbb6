import { useEffect } from 'react'
import { useLocation, useSearch } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import { Message } from '#client/app/parts/Message.tsx'
import { useTitle } from '#client/app/shell/title.ts'
import { readLink } from './link.ts'
import { startFromLink, starting } from './start.ts'

/** Marks this entry of the browser's history; true where it was marked already: a reload, or the way back to it. */
function markBegun(): boolean {
  const state: unknown = history.state
  const fields = typeof state === 'object' && state !== null ? state : {}
  if ('begun' in fields) return true
  history.replaceState({ ...fields, begun: true }, '')
  return false
}

/** `/new?expr=&from=&to=&source=&title=`: makes that notebook once and goes there. */
export function NewFromLink() {
  const [, go] = useLocation()
  const search = useSearch()
  const busy = useCell(starting)
  const start = () => void startFromLink(path => go(path, { replace: true }), search)
  useTitle('New investigation')
  useEffect(() => {
    if (!markBegun()) start()
  })
  const { title, queries } = readLink(search, []).beginning
  return (
    <Message
      title={title ?? 'New investigation'}
      home
      acts={
        <Button kind="primary" disabled={busy} onClick={start}>
          {busy ? 'Making it…' : 'Begin'}
        </Button>
      }
    >
      {queries?.join(' · ') ?? 'An empty notebook.'}
    </Message>
  )
}
