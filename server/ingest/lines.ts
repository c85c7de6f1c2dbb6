import { BadLine } from './badLine.ts'

export const longestLine = 1_000_000

/**
 * The lines of a UTF-8 text that comes in pieces, without their ends (LF or CRLF). Throws `BadLine` for a line that is too long or no UTF-8.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch {
      throw new BadLine('the text is not UTF-8')
    }
  }
  for await (const piece of pieces) {
    const lines = (rest + decode(piece)).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines.map(withoutReturn)
    if (rest.length > longestLine)
      throw new BadLine(`the line is longer than ${longestLine.toLocaleString('en')} characters`)
  }
  rest += decode()
  if (rest !== '') yield [withoutReturn(rest)]
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)
