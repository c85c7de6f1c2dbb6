import type { InstantResult } from '#shared/promql/evaluate.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Frame } from '#shared/series/series.ts'
import { instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'

/** A value as Go prints it: `+Inf`, `NaN`, `1e-07`. */
export function printValue(value: number): string {
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  return text.includes('e') ? text.replace(/e([+-])(\d)$/, 'e$10$2') : text
}

/** Seconds, with three decimals where they are not whole. */
export function printTime(at: Ms): string {
  const rest = ((at % 1000) + 1000) % 1000
  if (rest === 0) return String(at / 1000)
  return (at / 1000).toFixed(3)
}

const point = (at: Ms, value: number) => `[${printTime(at)},"${printValue(value)}"]`

/** The `data` of a range query, in pieces of JSON, a series each. */
export function* matrixJson({ grid, series }: Frame): Generator<string> {
  const heads = Array.from({ length: grid.count }, (_, i) => `[${printTime(instantAt(grid, i))},"`)
  yield '{"resultType":"matrix","result":['
  let first = true
  for (const { labels, values, present } of series) {
    let text = `${first ? '' : ','}{"metric":${JSON.stringify(labels)},"values":[`
    let some = false
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      if (value !== value && present?.[i] !== 1) continue
      text += `${some ? ',' : ''}${heads[i]}${printValue(value)}"]`
      some = true
    }
    yield `${text}]}`
    first = false
  }
  yield ']}'
}

/** The `data` of an instant query at `at`. */
export function* instantJson(result: InstantResult, at: Ms): Generator<string> {
  switch (result.type) {
    case 'scalar':
      return yield `{"resultType":"scalar","result":${point(at, result.value)}}`
    case 'string':
      return yield `{"resultType":"string","result":[${printTime(at)},${JSON.stringify(result.value)}]}`
    case 'vector':
      yield '{"resultType":"vector","result":['
      yield* separated(result.samples, ({ labels, value }) => element(labels, `"value":${point(at, value)}`))
      return yield ']}'
    case 'matrix':
      yield '{"resultType":"matrix","result":['
      yield* separated(result.series, ({ labels, times, values }) => {
        const points = Array.from(times, (time, i) => point(time, values[i] as number))
        return element(labels, `"values":[${points.join(',')}]`)
      })
      return yield ']}'
  }
}

const element = (labels: Labels, rest: string) => `{"metric":${JSON.stringify(labels)},${rest}}`

function* separated<Item>(items: readonly Item[], print: (item: Item) => string): Generator<string> {
  for (const [i, item] of items.entries()) yield (i > 0 ? ',' : '') + print(item)
}
