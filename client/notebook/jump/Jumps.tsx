import { Button } from '#client/app/parts/Button.tsx'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { backToBlip, blipRange, jumpToNow, nowRange, windowAt } from './nowAndBlip.ts'

/** The two ways that the window often goes: to now, and back to the blip; each where it is not there already. */
export function Jumps() {
  const page = usePage()
  const now = useNow()
  const current = usePicked(page.current, held => held.step)
  const toNow = useOfNotebook(notebook => nowRange(windowAt(notebook, current).range) !== null)
  const toBlip = useOfNotebook(
    notebook => blipRange(windowAt(notebook, current).range, notebook.blip, now) !== null,
  )
  return (
    <>
      {toBlip && (
        <Button small kind="quiet" title="The window around the blip" onClick={() => backToBlip(page)}>
          Back to the blip
        </Button>
      )}
      {toNow && (
        <Button
          small
          kind="quiet"
          title="A window of this length that ends now"
          onClick={() => jumpToNow(page)}
        >
          Jump to now
        </Button>
      )}
    </>
  )
}
