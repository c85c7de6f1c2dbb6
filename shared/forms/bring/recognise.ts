/** What stands ahead of a link in a message or a list: a bullet, a word and a colon, a bracket. */
const ahead = /^(?:[-*>•]\s+|[\p{L} ]{1,24}:\s+)?(?=<?https?:\/\/)/iu
const markdown = /^(?:[-*]\s+)?\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/i
const bare = /^[\w.-]+(?::\d+)?\/\S*[?&](?:g0\.expr|query|panes)=/
/** What stands ahead of a command, at the start of a text. */
export const prompt = /^\s*(?:[$>%]\s+)?(?=(?:curl|curl\.exe|promtool)\s)/

/** The links of a line; none where the line is something else. */
export function linksIn(line: string): readonly string[] {
  const trimmed = line.trim()
  const inMarkdown = markdown.exec(trimmed)?.[1]
  if (inMarkdown !== undefined) return [inMarkdown]
  if (bare.test(trimmed)) return [`http://${trimmed}`]
  const found = ahead.exec(trimmed)
  if (!found) return []
  return trimmed
    .slice(found[0].length)
    .split(/\s+(?=<?https?:\/\/)/i)
    .map(link => link.replace(/^<(.*)>$/, '$1'))
}

/** True for a text that sets out to be JSON: `{` and a key, or `[` and an object. A selector such as `{"a.b"}` is none. */
const looksLikeJson = (text: string): boolean =>
  /^(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*\{)/s.test(text.slice(0, 2000))

/**
 * What a paste sets out to be, by its looks alone, and its text without a fence around it. Null: none of what can be brought, but a query or
 * plain text. Light, since every page has it; reading is for `readBrought`.
 */
export function recognise(pasted: string): {
  readonly text: string
  readonly kind: 'json' | 'commands' | 'links' | null
} {
  const text = pasted
    .trim()
    .replace(/^```\w*\s*\n([\s\S]*?)\n?```$/, '$1')
    .trim()
  if (looksLikeJson(text)) return { text, kind: 'json' }
  if (prompt.test(text)) return { text, kind: 'commands' }
  return { text, kind: text.split('\n', 50).some(line => linksIn(line).length > 0) ? 'links' : null }
}
