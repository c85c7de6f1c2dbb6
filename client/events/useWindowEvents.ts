import { useQuery } from '@tanstack/react-query'
import { queryClient } from '#client/server/hooks.ts'
import { listEvents } from '#client/server/api.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Window } from '#shared/time/window.ts'

const none: readonly WorldEvent[] = []

/** What happened in the world in a window, ascending; empty until known. Asked once for all steps of one window. */
export function useWindowEvents(window: Window | null): readonly WorldEvent[] {
  const events = useQuery({
    queryKey: ['events', window?.from, window?.to],
    queryFn: ({ signal }) => (window ? listEvents(window, { signal }) : none),
    enabled: window !== null,
    staleTime: 30_000,
  })
  return events.data ?? none
}

/** To be called after an event was added. */
export const forgetEvents = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['events'] })
