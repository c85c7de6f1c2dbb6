import type { Command } from './command.ts'

/** What a chord leads to: a command to run, a sequence that has begun, or nothing. */
type Resolved =
  | { readonly is: 'run'; readonly command: Command }
  | { readonly is: 'begun'; readonly sequence: string }
  | { readonly is: 'nothing' }

/** Whether a command listens in this mode. */
const listens = (command: Command, typing: boolean): boolean => {
  const mode = command.mode ?? 'command'
  return mode === 'any' || (mode === 'edit') === typing
}

/**
 * The command that a chord runs after the chords of `begun` (`d`, or empty). The first of the table wins; a sequence that leads nowhere is
 * forgotten and the chord is taken by itself, but never that of a command that cannot be done now: `g b` must not do what `b` does.
 */
export function resolve(table: readonly Command[], typing: boolean, begun: string, chord: string): Resolved {
  const listening = table.filter(command => listens(command, typing))
  const open = listening.filter(command => command.when?.() ?? true)
  const sequence = begun === '' ? chord : `${begun} ${chord}`
  const command = open.find(each => each.keys?.includes(sequence))
  if (command !== undefined) return { is: 'run', command }
  if (open.some(each => each.keys?.some(keys => keys.startsWith(`${sequence} `))))
    return { is: 'begun', sequence }
  const isMeant = listening.some(each => each.keys?.includes(sequence))
  return begun === '' || isMeant ? { is: 'nothing' } : resolve(table, typing, '', chord)
}
