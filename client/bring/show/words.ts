import type { Brought, BroughtStep } from '#shared/forms/bring/brought.ts'

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/** `6 steps and 2 variables from “Node overview”`. */
export function broughtWords({ steps, variables, title }: Brought): string {
  const things = [
    ...(steps.length > 0 ? [counted(steps.length, 'step')] : []),
    ...(variables.length > 0 ? [counted(variables.length, 'variable')] : []),
  ]
  const what = things.length === 0 ? 'Nothing that can be asked here' : things.join(' and ')
  return title === '' ? what : `${what} from “${title}”`
}

/** What a step is called where it is chosen: its title, else what it asks. */
export const nameOf = (step: BroughtStep): string =>
  step.title !== ''
    ? step.title
    : step.is === 'note'
      ? 'A note'
      : (step.queries[0]?.text ?? '').replace(/\s+/g, ' ').slice(0, 90)

const textsOf = (step: BroughtStep) =>
  step.is === 'note' ? step.text : step.queries.map(query => query.text).join(' ')

/** True where every word typed is in the title, the section or the queries. */
export function isFound(step: BroughtStep, typed: string): boolean {
  const within = `${nameOf(step)} ${step.place.section} ${textsOf(step)}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every(word => within.includes(word))
}

/** Steps under the headings of their dashboard, in order. */
export function bySection(
  steps: readonly BroughtStep[],
): readonly { readonly section: string; readonly steps: readonly BroughtStep[] }[] {
  const groups: { section: string; steps: BroughtStep[] }[] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (last && last.section === step.place.section) last.steps.push(step)
    else groups.push({ section: step.place.section, steps: [step] })
  }
  return groups
}
