import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMatrix } from '#server/sources/prometheus/answer/matrix.ts'
import { pieceOf } from '#server/sources/prometheus/answer/json.ts'
import { Failed } from '#shared/query/failure.ts'

const pieceFor = (data: unknown) => pieceOf(new TextEncoder().encode(JSON.stringify(data)))

const printed = (value: number): string =>
  Number.isNaN(value)
    ? 'NaN'
    : value === Infinity
      ? '+Inf'
      : value === -Infinity
        ? '-Inf'
        : Object.is(value, -0)
          ? '-0'
          : String(value)

const grids = fc.record({
  start: fc.integer({ min: 0, max: 4e12 }),
  step: fc.integer({ min: 1, max: 86_400_000 }),
  count: fc.integer({ min: 1, max: 40 }),
})

const cells = fc.array(fc.option(fc.double(), { nil: undefined }), { minLength: 40, maxLength: 40 })

describe('reading a matrix', () => {
  it('gives back what was written, whatever the grid, the gaps and the values', () => {
    fc.assert(
      fc.property(grids, fc.array(cells, { maxLength: 3 }), (grid, rows) => {
        const result = rows.map((row, i) => ({
          metric: { row: String(i) },
          values: row
            .slice(0, grid.count)
            .flatMap((value, at) =>
              value === undefined ? [] : [[(grid.start + at * grid.step) / 1000, printed(value)]],
            ),
        }))
        const { frame } = readMatrix(pieceFor({ resultType: 'matrix', result }), grid)
        const filled = result.filter(one => one.values.length > 0)
        expect(frame.series.map(one => one.labels)).toEqual(filled.map(one => one.metric))
        for (const series of frame.series) {
          const row = rows[Number(series.labels['row'])] ?? []
          for (let i = 0; i < grid.count; i++) {
            const cell = row[i]
            const isValue =
              series.present === undefined ? !Number.isNaN(series.values[i]) : series.present[i] === 1
            expect(isValue).toBe(cell !== undefined)
            if (cell !== undefined) expect(Object.is(series.values[i], cell)).toBe(true)
          }
        }
      }),
      { seed: 20261103, numRuns: 300 },
    )
  })

  it('throws a failure, never anything else, on any JSON', () => {
    const pieces = fc.oneof(
      fc.jsonValue(),
      fc.record({ resultType: fc.constant('matrix'), result: fc.jsonValue() }),
      fc.record({
        resultType: fc.constant('matrix'),
        result: fc.array(
          fc.record(
            { metric: fc.constant({}), values: fc.jsonValue(), histograms: fc.jsonValue() },
            { requiredKeys: [] },
          ),
        ),
      }),
    )
    fc.assert(
      fc.property(pieces, data => {
        try {
          readMatrix(pieceFor(data), { start: 0, step: 1000, count: 3 })
        } catch (error) {
          expect(error).toBeInstanceOf(Failed)
          expect((error as Failed).failure.kind).toBe('nonsense')
        }
      }),
      { seed: 20261103, numRuns: 1000 },
    )
  })
})
