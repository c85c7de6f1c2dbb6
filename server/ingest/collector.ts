import type { Committed, Samples, Staging } from '#server/samples/samples.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Ms } from '#shared/time/window.ts'

/** Samples held before they are handed on: 8 MB of them. */
const mostHeld = 500_000

/** The samples of one series on their way. */
export class Column {
  readonly labels: Labels
  #times = new Float64Array(16)
  #values = new Float64Array(16)
  #length = 0

  constructor(labels: Labels) {
    this.labels = labels
  }

  push(at: Ms, value: number) {
    if (this.#length === this.#times.length) {
      this.#times = grown(this.#times)
      this.#values = grown(this.#values)
    }
    this.#times[this.#length] = at
    this.#values[this.#length++] = value
  }

  take(): RawSeries {
    const length = this.#length
    this.#length = 0
    return { labels: this.labels, times: this.#times.slice(0, length), values: this.#values.slice(0, length) }
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2)
  larger.set(array)
  return larger
}

/** Gathers what parsers find into batches for one import. Holds so much at most, however long the file. */
export class Collector {
  readonly #staging: Staging
  #columns = new Map<string, Column>()
  #meta: MetricMeta[] = []
  #held = 0

  private constructor(staging: Staging) {
    this.#staging = staging
  }

  static async begin(samples: Pick<Samples, 'stage'>): Promise<Collector> {
    return new Collector(await samples.stage())
  }

  /** The column of a series, by the text that it goes by in this file; `labels` are made when it is first met. */
  column(text: string, labels: () => Labels): Column {
    let column = this.#columns.get(text)
    if (!column) this.#columns.set(text, (column = new Column(labels())))
    return column
  }

  push(column: Column, at: Ms, value: number) {
    column.push(at, value)
    this.#held++
  }

  describe(meta: MetricMeta) {
    this.#meta.push(meta)
  }

  /** To be awaited now and then: hands on what is held once it is much. */
  async settle() {
    if (this.#held >= mostHeld) await this.#hand()
  }

  async commit(): Promise<Committed> {
    await this.#hand()
    return this.#staging.commit()
  }

  abandon(): Promise<void> {
    return this.#staging.abandon()
  }

  async #hand() {
    const series = [...this.#columns.values()]
      .map(column => column.take())
      .filter(each => each.times.length > 0)
    await this.#staging.append({ meta: this.#meta, series })
    this.#columns = new Map()
    this.#meta = []
    this.#held = 0
  }
}
