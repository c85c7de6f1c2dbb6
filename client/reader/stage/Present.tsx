import { useLocation } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Message } from '#client/app/parts/Message.tsx'
import { useTitle } from '#client/app/shell/title.ts'
import { useNotebook } from '#client/server/hooks.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { Stage } from './Stage.tsx'

/** `/n/:id/present`: one step per screen on kept evidence; nothing is asked of any source. */
export default function Present({ id }: { readonly id: Id }) {
  const notebook = useNotebook(id)
  const [, go] = useLocation()
  useTitle(notebook.data?.title ?? 'Present')
  if (notebook.data !== undefined)
    return (
      <Stage notebook={notebook.data} onLeave={step => go(`/n/${id}${step === null ? '' : `#${step}`}`)} />
    )
  if (notebook.isError)
    return (
      <Message
        title="This investigation cannot be shown"
        home
        acts={
          <Button kind="primary" onClick={() => void notebook.refetch()}>
            Try again
          </Button>
        }
      >
        {wordsOf(notebook.error)}
      </Message>
    )
  return <Message title="Opening…" waiting />
}
