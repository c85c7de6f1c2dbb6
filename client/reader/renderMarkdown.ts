import MarkdownIt from 'markdown-it'
import { timeMarkRule, type Times } from '#client/reader/times/timeMarkRule.ts'

/** The level of the highest heading, and what times in the text mean (null: they stay as written). */
type Place = { readonly level: number; readonly times: Times | null }

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false })

parser.use(timeMarkRule)
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })

/** Where links may lead: by http and mail, and to places of this page or server; pictures may also come with the text. */
const harmless = /^(https?:\/\/|mailto:|#|\/(?!\/)|data:image\/(png|jpeg|gif|webp|svg\+xml);)/i
parser.validateLink = address => harmless.test(address.trim())

const servedHere = /^(data:image\/|\/(?!\/))/

parser.core.ruler.push('fitHeadings', state => {
  const headings = state.tokens.filter(token => token.type.startsWith('heading_'))
  const depths = [...new Set(headings.map(token => token.tag))].toSorted()
  const { level } = state.env as Place
  for (const token of headings) token.tag = `h${Math.min(6, level + depths.indexOf(token.tag))}`
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
  const words = parser.utils.escapeHtml(token?.content || source)
  if (drawImage !== undefined && servedHere.test(source)) {
    const drawn = drawImage(tokens, at, options, environment, self)
    return source.startsWith('/')
      ? `<button type="button" title="Enlarge" data-picture>${drawn}</button>`
      : drawn
  }
  return `<a href="${parser.utils.escapeHtml(source)}" target="_blank" rel="noopener noreferrer">${words}</a>`
}

/**
 * HTML that is safe to insert: HTML in the text comes out as text, `javascript:` links do not become links, headings begin at `level`
 * and leave none out, pictures from other servers become links to them, links open in a new tab, times such as `@14:02` point into the graphs.
 */
export const renderMarkdown = (text: string, level: number, times: Times | null = null): string =>
  parser.render(text, { level, times } satisfies Place)
