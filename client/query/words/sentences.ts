/** A message and its hint as one text: each a sentence, with a full stop between where none stands. */
export function sentences(message: string, hint: string | undefined): string {
  if (hint === undefined || hint === '') return message
  return `${message}${/[.!?:;…]$/.test(message) ? '' : '.'} ${hint}`
}
