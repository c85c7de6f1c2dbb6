import type { EventKind, WorldEvent } from '#shared/ask/event.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Zone } from '#shared/time/clock.ts'
import { resolveRange } from '#shared/time/range.ts'

/** An event as a person types it. */
export type TypedEvent = {
  readonly kind: EventKind
  readonly title: string
  readonly at: string
  /** `service=license-svc, region=us-east-1`. */
  readonly labels: string
}

export type EventProblems = { readonly title?: string; readonly at?: string; readonly labels?: string }

/** The event that was typed, or what is wrong with which field. `now` in milliseconds, for relative times. */
export function readEvent(
  typed: TypedEvent,
  now: number,
  zone: Zone,
): { readonly event: Omit<WorldEvent, 'id'> } | { readonly problems: EventProblems } {
  const at = resolveRange({ from: typed.at, to: '9999-01-01' }, now, zone)
  const labels = readLabels(typed.labels)
  const problems: EventProblems = {
    ...(typed.title.trim() === '' ? { title: 'Say in a few words what happened.' } : {}),
    ...(at.ok ? {} : { at: at.reason }),
    ...(typeof labels === 'string' ? { labels } : {}),
  }
  if (!at.ok || typeof labels === 'string' || problems.title !== undefined) return { problems }
  return { event: { kind: typed.kind, title: typed.title.trim(), at: at.window.from, labels } }
}

function readLabels(text: string): Labels | string {
  const labels: Record<string, string> = {}
  for (const piece of text.split(',').map(each => each.trim())) {
    if (piece === '') continue
    const pair = /^([a-zA-Z_]\w*)\s*=\s*"?([^"]*)"?$/.exec(piece)
    if (!pair) return `“${piece}” is not a label; write name=value, with commas between`
    labels[pair[1] ?? ''] = pair[2] ?? ''
  }
  return labels
}
