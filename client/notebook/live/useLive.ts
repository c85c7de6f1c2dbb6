import { type RefObject, useEffect, useRef } from 'react'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import type { Run, Step } from '#shared/notebook/notebook.ts'
import { lookOf } from './live.ts'

/** The look that a step shows in place of its last run; undefined where there is none, or it was run since. */
export function useLook(step: Step): Run | undefined {
  const { live } = usePage()
  const look = usePicked(live.looks, looks => looks.get(step.id))
  const range = useOfNotebook(notebook => notebook.range)
  return step.is === 'ask' ? lookOf(range, step, look) : undefined
}

/** A place of a step on the screen: while it is seen, and `wanted`, the step is refreshed. */
export function useWatched(step: string, wanted: boolean): RefObject<HTMLDivElement | null> {
  const { live } = usePage()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wanted && place.current) return live.watch(step, place.current)
    return undefined
  }, [live, step, wanted])
  return place
}
