import { useDeferredValue, useMemo } from 'react'
import { isDraft, trail } from '#shared/notebook/trail.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { StepRow } from '#client/notebook/step/StepRow.tsx'

/** So many rows fill any screen. */
const firstRows = 5

/** All steps, one row each: the first at once, the others while nothing else is to be done. A link to a step needs all. */
export function Steps({ judgments }: { readonly judgments: boolean }) {
  const page = usePage()
  const steps = useOfNotebook(notebook => notebook.steps)
  const places = useMemo(() => {
    const notebook = { ...page.session.notebook(), steps }
    const found = trail(notebook)
    const numbers = new Map(found.map(place => [place.step.id, place.number]))
    return found.map(({ step, number, parent }) => ({
      step,
      number,
      parent: parent === null ? null : (numbers.get(parent) ?? null),
      draft: isDraft(notebook, step),
    }))
  }, [steps, page])
  const whole = useDeferredValue(true, location.hash !== '')
  const rows = whole ? places : places.slice(0, firstRows)
  return rows.map(place => <StepRow key={place.step.id} {...place} judgments={judgments} />)
}
