import { expect, it } from 'vitest'
import { fileName } from '#shared/forms/fileName.ts'

it.each([
  ['Retries by node', 'retries-by-node.csv'],
  ['  5 % über “p99”? ', '5-über-p99.csv'],
  ['../../etc', 'etc.csv'],
  ['…', 'step-3.csv'],
  ['x'.repeat(200), `${'x'.repeat(80)}.csv`],
])('the title %j makes the name %s of a file', (title, name) =>
  expect(fileName(title, 'step-3', 'csv')).toBe(name),
)
