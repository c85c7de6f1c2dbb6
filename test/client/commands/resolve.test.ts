import { describe, expect, it } from 'vitest'
import type { Command } from '#client/commands/command.ts'
import { resolve } from '#client/commands/resolve.ts'

const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: '',
  keys,
  run: () => undefined,
  ...more,
})

const table = [
  command('down', ['j', 'arrowdown']),
  command('delete', ['d d']),
  command('never', ['x'], { when: () => false }),
  command('second', ['x']),
  command('go', ['g l']),
  command('notNow', ['g j'], { when: () => false }),
  command('run', ['shift+enter'], { mode: 'any' }),
  command('leave', ['escape'], { mode: 'edit' }),
]

/** What the chords of a line do, one after the other: ids of commands, `…` for a sequence begun, `-` for nothing. */
const typed = (chords: string, typing = false): string => {
  let begun = ''
  const done = chords.split(' ').map(chord => {
    const found = resolve(table, typing, begun, chord)
    begun = found.is === 'begun' ? found.sequence : ''
    return found.is === 'run' ? found.command.id : found.is === 'begun' ? '…' : '-'
  })
  return done.join(' ')
}

describe('keys in command mode', () => {
  it.each([
    ['j', 'down'],
    ['arrowdown', 'down'],
    ['q', '-'],
    ['d d', '… delete'],
    ['d j', '… down'],
    ['d d d d', '… delete … delete'],
    ['d g l', '… … go'],
    ['d q j', '… - down'],
    ['g j', '… -'],
    ['x', 'second'],
    ['shift+enter', 'run'],
    ['escape', '-'],
  ])('%s does %s', (chords, done) => {
    expect(typed(chords)).toBe(done)
  })
})

describe('keys while typing', () => {
  it.each([
    ['j', '-'],
    ['d d', '- -'],
    ['shift+enter', 'run'],
    ['escape', 'leave'],
  ])('%s does %s', (chords, done) => {
    expect(typed(chords, true)).toBe(done)
  })
})
