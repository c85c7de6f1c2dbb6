import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Committed, Samples } from '#server/samples/samples.ts'
import { BadLine } from './badLine.ts'
import { Collector } from './collector.ts'
import { csvReader, type RowReader } from './csv.ts'
import { linesOf, longestLine } from './lines.ts'
import { textReader, type TextForm } from './openMetrics.ts'

export const ingestForms = ['openmetrics', 'prometheus', 'csv'] as const
export type IngestForm = (typeof ingestForms)[number]

/** Which line was bad and why, and how many lines with samples before it were good. Then nothing was imported. */
export type Refused = { readonly line: number; readonly reason: string; readonly good: number }

export type Ingested =
  { readonly ok: true; readonly committed: Committed } | { readonly ok: false; readonly refused: Refused }

/** The refusal in words. */
export const explainRefused = ({ line, reason, good }: Refused): string =>
  `Line ${line}: ${reason}. Nothing of this file was imported; ${good === 1 ? 'the 1 line' : `the ${good.toLocaleString('en')} lines`} before it ${good === 1 ? 'was' : 'were'} good.`

type Counter = { line: number; good: number }

/**
 * Reads a text of samples, piece by piece, into one import: all of it, or, with one bad line, nothing. Memory stays the same however long the
 * text is. Throws `Failed` where the store refuses (a limit), and whatever `pieces` throws; nothing is then imported.
 */
export async function ingest(
  pieces: AsyncIterable<Uint8Array>,
  form: IngestForm,
  samples: Pick<Samples, 'stage'>,
): Promise<Ingested> {
  const collector = await Collector.begin(samples)
  const counter: Counter = { line: 0, good: 0 }
  try {
    await (form === 'csv' ? readCsv(pieces, collector, counter) : readText(pieces, form, collector, counter))
    return { ok: true, committed: await collector.commit() }
  } catch (error) {
    await collector.abandon()
    if (error instanceof BadLine) return { ok: false, refused: { ...counter, reason: error.message } }
    throw error
  }
}

async function readText(
  pieces: AsyncIterable<Uint8Array>,
  form: TextForm,
  collector: Collector,
  counter: Counter,
) {
  const reader = textReader(form, collector)
  counter.line = 1
  for await (const lines of linesOf(pieces)) {
    for (const line of lines) {
      reader.line(line)
      if (line !== '' && !line.startsWith('#')) counter.good++
      counter.line++
    }
    await collector.settle()
  }
  reader.end()
}

async function readCsv(pieces: AsyncIterable<Uint8Array>, collector: Collector, counter: Counter) {
  const parser = parse({
    bom: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    info: true,
    maxRecordSize: longestLine,
  })
  const feeding = pipeline(Readable.from(pieces), parser)
  let read: RowReader | undefined
  let sinceSettled = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      counter.line = info.lines
      if (read) {
        read(record)
        counter.good++
      } else read = csvReader(record, collector)
      if (++sinceSettled % 1000 === 0) await collector.settle()
    }
    await feeding
  } catch (error) {
    parser.destroy()
    await feeding.catch(() => {})
    if (!(error instanceof CsvError)) throw error
    counter.line = typeof error['lines'] === 'number' ? error['lines'] : counter.line + 1
    throw new BadLine(`this is not CSV: ${error.message}`)
  }
  if (!read) {
    counter.line = 1
    throw new BadLine('the file is empty')
  }
}
