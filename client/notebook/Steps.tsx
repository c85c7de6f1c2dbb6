import { useMemo } from 'react'
import { isDraft, trail } from '#shared/notebook/trail.ts'
import { useOfNotebook, usePage } from './page.ts'
import { StepRow } from '#client/notebook/step/StepRow.tsx'

/** All steps, one row each. */
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
  return places.map(place => <StepRow key={place.step.id} {...place} judgments={judgments} />)
}
