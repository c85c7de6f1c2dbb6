import { useEffect, useRef } from 'react'
import { useLocation, useSearch } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import { Message } from '#client/app/parts/Message.tsx'
import { useTitle } from '#client/app/shell/title.ts'
import { readLink } from './link.ts'
import { starting, startNotebook } from './start.ts'

/** `/new?expr=&from=&to=&source=&title=`: makes that notebook and goes there. */
export function NewFromLink() {
  const [, go] = useLocation()
  const search = useSearch()
  const begun = useRef(false)
  const busy = useCell(starting)
  const start = () => void startNotebook(path => go(path, { replace: true }), readLink(search))
  useTitle('New investigation')
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    start()
  })
  const { title, query } = readLink(search)
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
      {query ?? 'An empty notebook.'}
    </Message>
  )
}
