import type { SaveState } from '#client/live/session.ts'

/** The state of saving as a few words: `saved`, `saving…`, `offline, 3 changes kept`. */
export function saveWords(state: SaveState): string {
  if (state.is === 'saved') return 'saved'
  if (state.is === 'saving') return 'saving…'
  if (state.pending === 0) return 'offline'
  return `offline, ${state.pending} ${state.pending === 1 ? 'change' : 'changes'} kept`
}
