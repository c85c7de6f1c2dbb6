import { DatabaseTrouble } from '#server/database/trouble.ts'
import { FixedFileTrouble } from '#server/sources/fixed/trouble.ts'

/** Why the program cannot start or go on, in one line for whoever typed the command. */
export class StartTrouble extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartTrouble'
  }
}

const systemWords: Readonly<Record<string, (what: string) => string>> = {
  EACCES: what => `${what} may not be written to by this user.`,
  EROFS: what => `${what} is on a read-only disk.`,
  ENOSPC: what => `There is no room left on the disk of ${what}.`,
  ENOTDIR: what => `${what} is not a directory.`,
  EEXIST: what => `${what} is a file, not a directory.`,
}

/** The one line for a failed start; undefined for a bug, which deserves its stack. */
export function lineOf(error: unknown, data: string): string | undefined {
  if (error instanceof StartTrouble) return error.message
  if (error instanceof FixedFileTrouble) return `BLIPBOOK_SOURCES: ${error.message}`
  if (error instanceof DatabaseTrouble) return `${error.message}.`
  if (error instanceof Error && 'code' in error)
    return systemWords[String(error.code)]?.(`The data directory ${data}`)
  return undefined
}
