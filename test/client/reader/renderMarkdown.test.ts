import { describe, expect, it } from 'vitest'
import { isPlain } from '#client/reader/Markdown.tsx'
import { renderMarkdown } from '#client/reader/renderMarkdown.ts'
import { utc } from '#shared/time/clock.ts'
import { hour } from '#shared/time/window.ts'

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
    '[@14:02" onmouseover="alert(1)](https://a.example)',
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

describe('links', () => {
  it.each([
    ['see https://a.example/x?y=1.', 'https://a.example/x?y=1'],
    ['<http://a.example>', 'http://a.example'],
    ['[mail](mailto:a@b.example)', 'mailto:a@b.example'],
  ])('%s', (text, address) => {
    expect(html(text)).toContain(`href="${address}"`)
  })
  it.each([
    'main.rs',
    'license-svc.example',
    'a@b.example',
    'javascript:alert(1)',
    'ftp://a.example',
    '10.0.0.1',
  ])('%s is no link', text => {
    expect(html(text)).not.toContain('href')
  })
  it.each([
    '[x](ftp://a.example)',
    '[x](file:///etc/passwd)',
    '[x](JaVaScRiPt:alert(1))',
    '[x](//a.example)',
  ])('%s stays as it is written', text => {
    expect(html(text)).not.toContain('href')
  })
})

describe('times in words', () => {
  const at = Date.parse('2026-11-03T14:02Z')
  const window = { from: at - hour, to: at + hour }
  const drawn = (text: string, zone = utc) => renderMarkdown(text, 4, { window, zone })

  it('are buttons that carry their instants', () => {
    expect(drawn('rose **@14:02**')).toContain(`<strong><button type="button" data-at="${at}"`)
    expect(drawn('@14:02–14:07')).toContain(`data-until="${at + 300_000}"`)
  })
  it("show the reader's clocks, and say what they are by UTC where that differs", () => {
    expect(drawn('@14:02', () => hour)).toContain('>15:02</button>')
    expect(drawn('@14:02', () => hour)).toContain('title="3 Nov 2026 15:02 UTC+1.')
    expect(drawn('@2026-11-02T14:02Z')).toContain('>2 Nov 14:02</button>')
  })
  it.each(['`@14:02`', '[@14:02](https://a.example)', 'bob@14:02', '    @14:02'])('%s has none', text => {
    expect(drawn(text)).not.toContain('<button')
  })
  it('stay as written where nobody knows the day', () => {
    expect(html('@14:02')).toBe('<p>@14:02</p>')
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
    'at @14:02',
  ])('%j is not', text => {
    expect(isPlain(text)).toBe(false)
  })
})
