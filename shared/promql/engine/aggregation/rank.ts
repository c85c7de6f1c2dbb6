import { Failed } from '#shared/query/failure.ts'
import { printNumber } from '#shared/promql/syntax/literal.ts'
import type { Aggregate } from '#shared/promql/tree.ts'
import { column, type Column, hasAt, marked } from '#shared/promql/engine/column.ts'

/**
 * A heap of column numbers with the worst on top, built step by step as Go's container/heap does it, so that of equal values the same
 * ones stay as in Prometheus. NaN is worse than any number.
 */
type Heap = {
  readonly columns: Int32Array
  readonly values: Float64Array
  size: number
  readonly largest: boolean
}

function worse({ values, largest }: Heap, i: number, j: number): boolean {
  const a = values[i] as number
  const b = values[j] as number
  return a !== a || (largest ? a < b : a > b)
}

function swap({ columns, values }: Heap, i: number, j: number): void {
  const [c, v] = [columns[i] as number, values[i] as number]
  columns[i] = columns[j] as number
  values[i] = values[j] as number
  columns[j] = c
  values[j] = v
}

function rise(heap: Heap, from: number): void {
  for (let j = from; j > 0;) {
    const parent = (j - 1) >> 1
    if (!worse(heap, j, parent)) return
    swap(heap, parent, j)
    j = parent
  }
}

function sink(heap: Heap): void {
  for (let i = 0; ;) {
    const left = 2 * i + 1
    if (left >= heap.size) return
    const child = left + 1 < heap.size && worse(heap, left + 1, left) ? left + 1 : left
    if (!worse(heap, child, i)) return
    swap(heap, i, child)
    i = child
  }
}

function offer(heap: Heap, k: number, c: number, value: number): void {
  if (heap.size < k) {
    heap.columns[heap.size] = c
    heap.values[heap.size] = value
    rise(heap, heap.size++)
    return
  }
  const worst = heap.values[0] as number
  const better = worst !== worst ? value === value : heap.largest ? worst < value : worst > value
  if (!better) return
  heap.columns[0] = c
  heap.values[0] = value
  sink(heap)
}

/** `topk` and `bottomk` of one group: the k largest or smallest at each instant, with their labels; NaN only fills up. */
export function ranked(
  columns: readonly Column[],
  parameter: Float64Array,
  node: Aggregate,
): readonly Column[] {
  const count = parameter.length
  const masks: (Uint8Array | undefined)[] = columns.map(() => undefined)
  const out = columns.map(() => new Float64Array(count).fill(NaN))
  const heap: Heap = {
    columns: new Int32Array(columns.length),
    values: new Float64Array(columns.length),
    size: 0,
    largest: node.op === 'topk',
  }
  const instants = parameter.some(k => !(k < 1)) ? count : 0
  for (let i = 0; i < instants; i++) {
    const k = parameter[i] as number
    if (k < 1 && Number.isFinite(k)) continue
    heap.size = 0
    for (let c = 0; c < columns.length; c++) {
      const { values, present } = columns[c] as Column
      if (!hasAt(values, present, i)) continue
      offer(heap, wholeNumber(k, node), c, values[i] as number)
    }
    for (let at = 0; at < heap.size; at++) {
      const c = heap.columns[at] as number
      const value = heap.values[at] as number
      ;(out[c] as Float64Array)[i] = value
      if (value !== value) masks[c] = marked(masks[c], count, i)
    }
  }
  return columns.map(({ labels }, c) => column(labels, out[c] as Float64Array, masks[c]))
}

function wholeNumber(k: number, node: Aggregate): number {
  if (Number.isFinite(k) && Math.abs(k) < 2 ** 63) return Math.trunc(k)
  const message = `${node.op} needs a finite number of series, not ${printNumber(k)}`
  throw new Failed({ kind: 'execution', message, span: node.args[0]?.span ?? node.span })
}
