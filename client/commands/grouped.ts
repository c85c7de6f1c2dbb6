import type { Command } from './command.ts'

/** Commands by their group, groups and commands in order of first appearance, each id once. */
export function grouped(commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] {
  const groups = new Map<string, Command[]>()
  const seen = new Set<string>()
  for (const command of commands) {
    if (seen.has(command.id)) continue
    seen.add(command.id)
    groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  }
  return [...groups]
}
