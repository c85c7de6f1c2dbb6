import type { Labels } from '#shared/series/labels.ts'
import type { Ms } from '#shared/time/window.ts'

/** Something that happened in the world and could matter to a blip. Never an edit of a notebook: that is an operation. */
export type WorldEvent = {
  readonly id: string
  readonly kind: EventKind
  /** Milliseconds since the epoch. */
  readonly at: Ms
  /** The end, for something that lasted. */
  readonly until?: Ms
  /** A few words, drawn on graphs: `license-svc v412`. */
  readonly title: string
  /** `service`, `region`, `version` and whatever else the sender knows. */
  readonly labels: Labels
  readonly link?: string
}

export const eventKinds = ['deploy', 'config', 'chaos', 'flag', 'scaling', 'alert', 'other'] as const
export type EventKind = (typeof eventKinds)[number]
