import { describe, expect, it } from 'vitest'
import { exampleOf } from '#client/links/example.ts'

const now = Date.parse('2026-11-03T15:00Z')
const example = (label: string, template: string) => exampleOf({ label, title: 'Logs', template }, now)

describe('the example of a link', () => {
  it.each([
    ['node', 'https://a.example/{{value}}', 'https://a.example/i-0c3f9a'],
    ['pod', 'https://a.example/{{pod}}/{{region}}', 'https://a.example/some-pod/us-east-1'],
    ['node', 'https://a.example/{{from:s}}', `https://a.example/${now / 1000 - 3600}`],
  ])('on %s, %s leads to %s', (label, template, address) => {
    expect(example(label, template)).toBe(address)
  })

  it('is absent where the link is wrong', () => {
    expect(example('node', 'javascript:{{value}}')).toBeNull()
  })
})
