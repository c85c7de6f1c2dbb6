import type { Step } from '#shared/notebook/notebook.ts'

/** Where a step stands: its number, the number of the step it grew from, and whether the next act replaces it. */
export type Place = { readonly number: number; readonly parent: number | null; readonly draft: boolean }

/** A step that asks a source or the list of events. */
export type AskStep = Extract<Step, { is: 'ask' }>
