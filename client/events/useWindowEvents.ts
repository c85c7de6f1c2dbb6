import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queryClient } from '#client/server/hooks.ts'
import { listEvents } from '#client/server/api.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import { minute, type Window } from '#shared/time/window.ts'

const none: readonly WorldEvent[] = []

/**
 * What happened in the world in a window and in the rest of the minutes that it begins and ends in, ascending; empty until known. Asked once
 * for all steps of those minutes; while those of a window that has moved on are on their way, the ones known stay.
 */
export function useWindowEvents(window: Window | null): readonly WorldEvent[] {
  const minutes = window && {
    from: Math.floor(window.from / minute) * minute,
    to: Math.ceil(window.to / minute) * minute,
  }
  const events = useQuery({
    queryKey: ['events', minutes?.from, minutes?.to],
    queryFn: ({ signal }) => (minutes ? listEvents(minutes, { signal }) : none),
    enabled: minutes !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return events.data ?? none
}

/** To be called after an event was added. */
export const forgetEvents = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['events'] })
