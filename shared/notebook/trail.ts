import type { Id, Notebook, Step } from './notebook.ts'

/** A step's place in the tree of what grew from what. */
export type TrailStep = {
  readonly step: Step
  /** From 1, in the order of the page; removed steps have none. */
  readonly number: number
  /** 0 for a step that grew from nothing that is still there. */
  readonly depth: number
  readonly parent: Id | null
  /** In the order of the page. */
  readonly children: readonly Id[]
}

/** The steps that are not removed, in the order of the page. A step whose parent is removed hangs on the nearest ancestor that is not. */
export function trail(notebook: Notebook): readonly TrailStep[] {
  const all = new Map(notebook.steps.map(step => [step.id, step]))
  const shown = notebook.steps.filter(step => !step.removed)
  const parents = new Map(shown.map(step => [step.id, livingParent(step, all)]))
  const children = new Map<Id, Id[]>(shown.map(step => [step.id, []]))
  for (const step of shown) {
    const parent = parents.get(step.id)
    if (parent) children.get(parent)?.push(step.id)
  }
  return shown.map((step, i) => ({
    step,
    number: i + 1,
    depth: depthOf(step.id, parents),
    parent: parents.get(step.id) ?? null,
    children: children.get(step.id) ?? [],
  }))
}

function livingParent(step: Step, all: ReadonlyMap<Id, Step>): Id | null {
  const seen = new Set([step.id])
  let parent = step.grewFrom && all.get(step.grewFrom.step)
  while (parent && !seen.has(parent.id)) {
    if (!parent.removed) return parent.id
    seen.add(parent.id)
    parent = parent.grewFrom && all.get(parent.grewFrom.step)
  }
  return null
}

function depthOf(id: Id, parents: ReadonlyMap<Id, Id | null>): number {
  let depth = 0
  for (let parent = parents.get(id); parent; parent = parents.get(parent)) depth++
  return depth
}

/**
 * A step that an act made and that nobody has done anything with: not judged, no words written, nothing marked, pinned or kept, and nothing
 * grew from it. The next act on its parent takes its place.
 */
export function isDraft(notebook: Notebook, step: Step): boolean {
  if (step.removed || step.kept || !step.grewFrom || step.is !== 'ask') return false
  if (step.judgment || step.words !== '' || step.marks.length > 0) return false
  if (step.runs.some(run => run.pinned)) return false
  return !notebook.steps.some(other => !other.removed && other.grewFrom?.step === step.id)
}

/** The step and all that grew from it, however far, removed ones included. */
export function withDescendants(notebook: Notebook, id: Id): ReadonlySet<Id> {
  const found = new Set([id])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const step of notebook.steps) if (step.grewFrom && found.has(step.grewFrom.step)) found.add(step.id)
  }
  return found
}
