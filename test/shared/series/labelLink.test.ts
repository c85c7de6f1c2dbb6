import { describe, expect, it } from 'vitest'
import { hrefOf, linkProblem } from '#shared/series/labelLink.ts'

const window = { from: Date.parse('2026-11-03T14:00Z'), to: Date.parse('2026-11-03T15:00Z') }
const link = (template: string, label = 'node') => ({ label, title: 'Logs', template })
const href = (template: string, labels: Record<string, string> = { node: 'i-0c3f9a', app: 'license-svc' }) =>
  hrefOf(link(template), labels, window)

describe('the link of a label', () => {
  it.each([
    ['https://logs.example/?q={{value}}', 'https://logs.example/?q=i-0c3f9a'],
    ['https://logs.example/?q={{node}}', 'https://logs.example/?q=i-0c3f9a'],
    ['https://logs.example/{{label}}/{{ value }}', 'https://logs.example/node/i-0c3f9a'],
    ['https://logs.example/{{app}}', 'https://logs.example/license-svc'],
    ['http://a:8080/?from={{from}}&to={{to}}', `http://a:8080/?from=${window.from}&to=${window.to}`],
    ['https://a.example/?t={{from:s}}', `https://a.example/?t=${window.from / 1000}`],
    ['https://a.example/?t={{to:iso}}', 'https://a.example/?t=2026-11-03T15%3A00%3A00.000Z'],
  ])('%s leads to %s', (template, address) => {
    expect(href(template)).toBe(address)
  })

  it.each([
    ['a b&c=d#e', 'a%20b%26c%3Dd%23e'],
    ['"><script>', '%22%3E%3Cscript%3E'],
    ['../../admin', '..%2F..%2Fadmin'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['{{app}}', '%7B%7Bapp%7D%7D'],
  ])('writes the value %j so that it stays a value', (value, written) => {
    expect(href('https://a.example/x/{{value}}', { node: value })).toBe(`https://a.example/x/${written}`)
  })

  it.each([
    ['a label that the series lacks', 'https://a.example/{{zone}}', { node: 'x' }],
    ['its own label lacking', 'https://a.example/{{value}}', { app: 'x' }],
    ['its own label empty', 'https://a.example/{{value}}', { node: '' }],
    ['a value that climbs', 'https://a.example/{{value}}', { node: '..' }],
    ['what every object has', 'https://a.example/{{constructor}}', { node: 'x' }],
    ['a value that is no text', 'https://a.example/{{value}}', { node: '\ud800' }],
  ])('is absent with %s', (_, template, labels) => {
    expect(href(template, labels as Record<string, string>)).toBeNull()
  })

  it.each([
    ['', 'template'],
    ['javascript:alert({{value}})', 'template'],
    ['JaVaScRiPt://a.example/%0aalert(1)', 'template'],
    ['data:text/html,{{value}}', 'template'],
    ['//a.example/{{value}}', 'template'],
    ['{{value}}', 'template'],
    ['https://{{value}}/', 'template'],
    ['https://{{value}}.example/', 'template'],
    ['https://a.example{{value}}', 'template'],
    ['https://user@a.example/', 'template'],
    ['https://a.example/ {{value}}', 'template'],
    ['https://a.example/{{from:year}}', 'template'],
    ['https://a.example/{{}}', 'template'],
    ['https://a.example/{{value', 'template'],
    [`https://a.example/${'x'.repeat(2000)}`, 'template'],
  ])('%s is refused at its field, and leads nowhere', (template, field) => {
    expect(linkProblem(link(template))?.field).toBe(field)
    expect(href(template)).toBeNull()
  })

  it('needs the name of a label and words', () => {
    expect(linkProblem(link('https://a.example/', 'no label'))?.field).toBe('label')
    expect(linkProblem({ ...link('https://a.example/'), title: ' ' })?.field).toBe('title')
    expect(linkProblem(link('https://a.example/'))).toBeNull()
  })
})
