import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight } from '#client/text/highlight.ts'

const coloured = (text: string) =>
  highlight(text)
    .filter(token => token.kind !== 'plain')
    .map(token => `${token.kind}:${token.text}`)
    .join(' ')

describe('colouring a query that nobody edits', () => {
  it.each([
    ['up', 'metric:up'],
    ['rate(up[5m])', 'function:rate metric:up number:5m'],
    ['sum by (node) (up)', 'function:sum function:by label:node metric:up'],
    ['sum without (node, zone) (up)', 'function:sum function:without label:node label:zone metric:up'],
    ['up{app="license-svc"}', 'metric:up label:app string:"license-svc"'],
    ['a / on (x) group_left (y) b', 'metric:a function:on label:x function:group_left label:y metric:b'],
    ['up offset 1h30m # why', 'metric:up function:offset number:1h30m comment:# why'],
    ['up > 1e3', 'metric:up number:1e3'],
    ['job:up:sum', 'metric:job:up:sum'],
    ['{a="', 'label:a string:"'],
  ])('%s', (text, expected) => expect(coloured(text)).toBe(expected))

  it('loses no character of any text', () =>
    fc.assert(
      fc.property(fc.string(), text => {
        expect(
          highlight(text)
            .map(token => token.text)
            .join(''),
        ).toBe(text)
      }),
    ))
})

describe('variables in a query', () => {
  const variables = (text: string) =>
    highlight(text)
      .filter(token => token.kind === 'variable')
      .map(token => token.text)
  it.each([
    ['rate(up{node="$node"}[$__rate_interval])', ['$node', '$__rate_interval']],
    ['${app}_total{a=~"x|[[b:regex]]"}', ['${app}', '[[b:regex]]']],
    ['topk(${n:raw}, up) # $none', ['${n:raw}']],
    ['label_replace(up, "a", "$1", "b", "(.)")', []],
  ])('of %s', (text, found) => {
    expect(variables(text)).toEqual(found)
    expect(
      highlight(text)
        .map(token => token.text)
        .join(''),
    ).toBe(text)
  })
})
