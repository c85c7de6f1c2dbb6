/** Thrown by parsers where a line is not what it should be; the line's number is added by whoever counts. */
export class BadLine extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'BadLine'
  }
}

/** A text as it is quoted in a message, shortened. */
export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
