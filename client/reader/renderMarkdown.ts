import MarkdownIt from 'markdown-it'

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false })

const servedHere = /^(data:image\/|\/(?!\/))/

parser.core.ruler.push('lowerHeadings', state => {
  for (const token of state.tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 3)}`
})

parser.renderer.rules['link_open'] = (tokens, at, options, _environment, self) => {
  tokens[at]?.attrSet('target', '_blank')
  tokens[at]?.attrSet('rel', 'noopener noreferrer')
  return self.renderToken(tokens, at, options)
}

const drawImage = parser.renderer.rules.image
parser.renderer.rules['image'] = (tokens, at, options, environment, self) => {
  const token = tokens[at]
  const source = String(token?.attrGet('src') ?? '')
  if (drawImage !== undefined && servedHere.test(source))
    return drawImage(tokens, at, options, environment, self)
  const words = parser.utils.escapeHtml(token?.content || source)
  return `<a href="${parser.utils.escapeHtml(source)}" target="_blank" rel="noopener noreferrer">${words}</a>`
}

/**
 * HTML that is safe to insert: HTML in the text comes out as text, `javascript:` links do not become links, headings start at the fourth level
 * (they stand inside a step), pictures from other servers become links to them, links open in a new tab.
 */
export const renderMarkdown = (text: string): string => parser.render(text)
