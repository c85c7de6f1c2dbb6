import type { Id } from '#shared/notebook/notebook.ts'
import type { TrailStep } from '#shared/notebook/trail.ts'

/** The trail without what is folded away; `hidden`: how many steps are folded under this one. */
export function visibleTrail(
  places: readonly TrailStep[],
  folded: ReadonlySet<Id>,
): readonly { readonly place: TrailStep; readonly hidden: number }[] {
  const parents = new Map(places.map(place => [place.step.id, place.parent]))
  const counts = new Map<Id, number>()
  const visible: TrailStep[] = []
  for (const place of places) {
    let fold: Id | null = null
    const seen = new Set<Id>()
    for (let up = place.parent; up !== null && !seen.has(up); up = parents.get(up) ?? null) {
      seen.add(up)
      if (folded.has(up)) fold = up
    }
    if (fold === null) visible.push(place)
    else counts.set(fold, (counts.get(fold) ?? 0) + 1)
  }
  return visible.map(place => ({ place, hidden: counts.get(place.step.id) ?? 0 }))
}
