import type { EventKind } from '#shared/ask/event.ts'
import type { LaneMark, PictureInput } from '#shared/picture/picture.ts'
import type { Window } from '#shared/time/window.ts'

const plurals: Readonly<Record<EventKind, string>> = {
  deploy: 'deploys',
  config: 'config changes',
  chaos: 'experiments',
  flag: 'flags',
  scaling: 'scalings',
  alert: 'alerts',
  other: 'events',
}

/** What is drawn across the graph at its time, in order: events of the world and notes on the step. */
export function laneOf({ events, marks }: PictureInput, view: Window): readonly LaneMark[] {
  const lane: LaneMark[] = [
    ...events.map(({ id, at, until, title, kind }): LaneMark => ({
      id,
      at,
      until: until ?? null,
      text: title,
      plural: plurals[kind],
      is: 'event',
    })),
    ...marks.map(({ id, window, text }): LaneMark => ({
      id,
      at: window.from,
      until: window.to > window.from ? window.to : null,
      text,
      plural: 'marks',
      is: 'mark',
    })),
  ]
  return lane
    .filter(({ at, until }) => at <= view.to && (until ?? at) >= view.from)
    .sort((a, b) => a.at - b.at)
}
