import { type ReactNode, useMemo } from 'react'
import { notify } from '#client/app/notices.tsx'
import { useZone } from '#client/app/zone.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { OnStretch } from '#client/reader/times/stretch.ts'
import { windowOfNotebook, WindowOfWords } from '#client/reader/times/windowOfWords.ts'
import { same } from '#shared/notebook/log/same.ts'
import { printWindow, printZone } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'

/** Times in the notebook's own words belong to its blip, or to what it looks at; a stretch of them may become the blip. */
export function WithTimes({ children }: { readonly children: ReactNode }) {
  const blip = useOfNotebook(notebook => notebook.blip)
  const range = useOfNotebook(notebook => notebook.range)
  const now = useNow()
  const { zone } = useZone()
  const { session, act } = usePage()
  const window = useMemo(() => windowOfNotebook({ blip, range }, now), [blip, range, now])
  const offer = (stretch: Window) => {
    if (same(stretch, blip)) return
    const run = () => void act([setNotebook(session.notebook(), 'blip', stretch)])
    notify({
      text: `${printWindow(stretch, zone)} ${printZone(stretch.from, zone)}`,
      act: { title: 'Set as blip', run },
    })
  }
  return (
    <WindowOfWords value={window}>
      <OnStretch value={offer}>{children}</OnStretch>
    </WindowOfWords>
  )
}
