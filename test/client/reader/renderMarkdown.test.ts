import { describe, expect, it } from 'vitest'
import { isPlain } from '#client/reader/Markdown.tsx'
import { renderMarkdown } from '#client/reader/renderMarkdown.ts'

const html = (text: string) => renderMarkdown(text, 4).trim()

describe('Markdown from people', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '![x](javascript:alert(1))',
    '[x](data:text/html,<script>)',
    '<svg/onload=alert(1)>',
    '![x](https://elsewhere.example/track.png" onload="alert(1))',
    '[x](vbscript:x)',
  ])('%s runs nothing', text => {
    const made = html(text)
    expect(made).not.toMatch(/<(script|svg|img)\b/)
    expect(made).not.toMatch(/<[^>]*\s(on\w+|style)=/)
    expect(made).not.toMatch(/(href|src)="(javascript|vbscript|data):/)
  })
  it('shows pictures that come with it', () => {
    expect(html('![graph](data:image/png;base64,AAAA)')).toContain(
      '<img src="data:image/png;base64,AAAA" alt="graph">',
    )
  })
  it('turns pictures from elsewhere into links to them', () => {
    const made = html('![graph](https://elsewhere.example/a.png)')
    expect(made).toContain(
      '<a href="https://elsewhere.example/a.png" target="_blank" rel="noopener noreferrer">graph</a>',
    )
  })
  it('opens links in a new tab that cannot reach back', () => {
    expect(html('https://example.com')).toContain('target="_blank" rel="noopener noreferrer"')
  })
  it('fits headings where it stands, leaving no level out', () => {
    expect(html('# a\n\n### b\n\n# c').replaceAll('\n', '')).toBe('<h4>a</h4><h5>b</h5><h4>c</h4>')
    expect(renderMarkdown('###### a', 2).trim()).toBe('<h2>a</h2>')
  })
  it('keeps line breaks as typed', () => {
    expect(html('a\nb')).toMatch(/a<br>\s*b/)
  })
})

describe('text that needs no parser', () => {
  it.each(['One bad node of sixty.', 'Two.\n\nParagraphs.', 'moved 40 s after (14:02)', ''])(
    '%j is plain',
    text => {
      expect(isPlain(text)).toBe(true)
    },
  )
  it.each([
    '**bold**',
    'a `b`',
    '- list',
    '1. list',
    'a\nb',
    '> said',
    'see https://x.example',
    'a & b',
    '# head',
    'a\n---',
  ])('%j is not', text => {
    expect(isPlain(text)).toBe(false)
  })
})
