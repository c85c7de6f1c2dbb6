import { describe, expect, it } from 'vitest'
import { fillLegend, legendNames } from '#shared/picture/naming/legend.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { svgOf } from '#shared/picture/svg/svg.ts'
import { tableOf } from '#shared/picture/table.ts'
import { answer, input, labels, part, query } from './notation.ts'

const names = (template: string, ...all: readonly string[]) => legendNames(template, all.map(labels))

describe('a legend', () => {
  it.each([
    ['{{node}} in {{zone}}', 'node=a zone=z', 'a in z'],
    ['{{ node }}', 'node=a', 'a'],
    ['{{gone}} errors', 'node=a', 'errors'],
    ['{{__name__}}', '__name__=up', 'up'],
    ['plain', 'node=a', 'plain'],
    ['{{node', 'node=a', '{{node'],
  ])('%s of %s is %s, as Grafana has it', (template, of, name) =>
    expect(fillLegend(template, labels(of))).toBe(name),
  )
  it('tells apart what it calls the same, by the labels that differ', () => {
    expect(names('{{app}}', 'app=x node=a', 'app=x node=b', 'app=y node=c')).toEqual(['x (a)', 'x (b)', 'y'])
  })
  it('leaves what it gives no name to what tells it from the others', () => {
    expect(names('{{zone}}', 'node=a', 'node=b zone=z')).toEqual(['a', 'z'])
  })
  it('names series in the picture, the table, the sentence and the SVG; their keys stay', () => {
    const one = { ...query('sum by (node) (rate(x_total[1m]))'), legend: 'machine {{node}}' }
    const given = input(['node=a: 1 2', 'node=b: 9 9'], { queries: [one] })
    const picture = pictureOf(given)
    expect(picture.lines.map(({ name, key }) => [name, key])).toEqual([
      ['machine a', 'A{node="a"}'],
      ['machine b', 'A{node="b"}'],
    ])
    expect(tableOf(given)).toMatchObject({
      named: true,
      rows: [{ name: 'machine b' }, { name: 'machine a' }],
    })
    expect(svgOf(picture, { width: 700, height: 240, theme: 'light' })).toContain('machine b')
  })
  it('needs no letter, unless two queries give one name', () => {
    const queries = [
      { ...query('a'), legend: 'one {{node}}' },
      { ...query('b', 'b'), legend: '{{node}}' },
    ]
    const named = (second: string) =>
      pictureOf(input([], { answer: answer(part(['node=a: 1']), part([`node=${second}: 1`], 'b')), queries }))
        .lines.map(({ name }) => name)
        .toSorted()
    expect(named('a')).toEqual(['a', 'one a'])
    const same = queries.map(each => ({ ...each, legend: 'all' }))
    const picture = pictureOf(
      input([], { answer: answer(part(['node=a: 1']), part(['node=a: 1'], 'b')), queries: same }),
    )
    expect(picture.lines.map(({ name }) => name).toSorted()).toEqual(['A all', 'B all'])
  })
  it('is what tells the only series of several queries apart, where they are of one value', () => {
    const queries = ['1m', '5m'].map((legend, i) => ({ ...query('load', i === 0 ? 'a' : 'b'), legend }))
    const coloursOf = (second: string) =>
      pictureOf(
        input([], { answer: answer(part(['node=a: 1'], 'a'), part(second.split(';'), 'b')), queries }),
      ).lines.map(({ colour }) => colour)
    expect(new Set(coloursOf('node=a: 2')).size).toBe(2)
    expect(new Set(coloursOf('node=a: 2;node=b: 3')).size).toBe(2)
  })
  it('may say that it says nothing', () => {
    const one = { ...query('sum by (node) (rate(x_total[1m]))'), legend: '__auto' }
    expect(tableOf(input(['node=a: 1 2', 'node=b: 9 9'], { queries: [one] })).named).toBe(false)
  })
})
