import type { Store } from '#server/store/store.ts'
import type { Answer, Part } from '#shared/ask/answer.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import { answerOfKept, metaOfKept, keptInDetail, keptInEvidence, type Kept } from '#shared/ask/kept.ts'
import type { Asked, Query } from '#shared/ask/request.ts'
import { editedSince, questionOf } from '#shared/notebook/standing.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { trail } from '#shared/notebook/trail.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import { printClock, printDay, utc } from '#shared/time/clock.ts'
import { gridOver } from '#shared/time/grid.ts'
import { minute, type Ms } from '#shared/time/window.ts'

type AskStep = Extract<Step, { is: 'ask' }>
type Origin = { readonly step: AskStep; readonly run: Run; readonly evidence: string }
type KeptAt = Kept & { readonly origin: Origin }

export type KeptParts = {
  readonly evidence: Pick<Store['evidence'], 'get' | 'detailOf'>
  /** Milliseconds from any beginning, never going back. */
  readonly ticks: () => Ms
}

/** An answer made of what was kept, and the runs that it was kept with. */
export type KeptAnswer = { readonly answer: Answer; readonly runs: readonly Id[] }

/** The failures that are a source's own, as they are said. */
const sourceIsGone: { readonly [Kind in Failure['kind']]?: string } = {
  unreachable: 'The source does not answer',
  timeout: 'The source does not answer in time',
  source: 'The source answers with an error',
}
const patience: Ms = 2000

/** The steps that a step grew from, the nearest first, with those whose queries were laid on a graph. */
function ancestors(notebook: Notebook, step: Step): readonly AskStep[] {
  const found = new Map<Id, Step>([[step.id, step]])
  for (const { grewFrom } of found.values()) {
    if (grewFrom === null) continue
    const { act } = grewFrom
    for (const id of act.kind === 'combine' ? [grewFrom.step, act.with] : [grewFrom.step]) {
      const parent = stepOf(notebook, id)
      if (parent !== undefined && !found.has(id)) found.set(id, parent)
    }
  }
  return [...found.values()].slice(1).filter(one => one.is === 'ask')
}

/** The judged run of a step and its latest that a source has answered. */
function originsOf(step: AskStep): readonly Origin[] {
  const answered = step.runs.flatMap(run =>
    'evidence' in run.outcome && run.outcome.keptFrom === undefined
      ? [{ step, run, evidence: run.outcome.evidence }]
      : [],
  )
  const judged = answered.find(({ run }) => run.id === step.judgment?.on)
  const latest = answered.at(-1)
  return [...new Set([judged, latest])].filter(origin => origin !== undefined)
}

async function keptWith({ evidence }: KeptParts, origin: Origin): Promise<readonly KeptAt[]> {
  const read = async (hash: string | null) => {
    const bytes = hash === null ? null : await evidence.get(hash)
    return bytes && decodeAnswer(bytes)
  }
  const answer = await read(origin.evidence)
  const detail = await read(await evidence.detailOf(origin.evidence))
  const kept = [
    ...(answer ? keptInEvidence(origin.run.asked, answer) : []),
    ...(detail ? keptInDetail(detail) : []),
  ]
  return kept.map(one => ({ ...one, origin }))
}

type Answered = { readonly part: Part; readonly remarks: readonly Remark[]; readonly used: readonly KeptAt[] }

/** Every query of a question at every shift, out of what is kept; null where one cannot be answered, or it takes too long. */
function answered(kept: readonly KeptAt[], asked: Asked, ticks: () => Ms): readonly Answered[] | null {
  const { request, window, step } = asked
  if (request.kind !== 'query') return null
  const began = ticks()
  const grid = gridOver(window, step)
  const one = (query: Query, shift: Ms): Answered | null => {
    const earlier = { ...grid, start: grid.start - shift }
    const answer = answerOfKept(kept, query.source, query.text, earlier, () => ticks() - began > patience)
    if (answer === null) return null
    const { frame, remarks, used } = answer
    const meta = metaOfKept(kept, query.source, query.text)
    const part = { query: query.id, shift, frame: { ...frame, grid }, ...(meta && { meta }) }
    return { part, remarks, used }
  }
  try {
    const all = request.queries
      .filter(({ text }) => text.trim() !== '')
      .flatMap(query =>
        [0, ...(request.against === null ? [] : [request.against])].map(shift => one(query, shift)),
      )
    return all.every(each => each !== null) ? all : null
  } catch (error) {
    if (error instanceof Failed) return null
    throw error
  }
}

function remarkOn(gone: string, notebook: Notebook, origins: readonly Origin[]): Remark {
  const steps = trail(notebook)
  const words = origins.map(({ step, run }) => {
    const number = steps.find(each => each.step.id === step.id)?.number
    const name = number === undefined ? 'a step that was removed' : `step ${number}`
    const at = Math.floor(run.at / minute) * minute
    return `${name} on ${printDay(at, utc)} ${printClock(at, utc)} UTC`
  })
  const message = `${gone}; this is made of the data kept with ${words.join(' and ')}.`
  return { level: 'warning', message }
}

/** True where the step has an answer to this question already: to ask it again is to ask the source. */
const hasAnswer = (step: Step, asked: Asked) =>
  step.is === 'ask' &&
  step.runs.some(
    run =>
      'evidence' in run.outcome &&
      editedSince(run.asked, { ...questionOf(asked), blip: run.asked.blip, before: run.asked.before })
        .length === 0,
  )

/**
 * The answer to a step whose source is gone, made of what was kept with the steps it grew from; a warning says so. Null where the failure is
 * of another kind, the step has been answered already (a judgment is checked by its source or not at all), or what is kept does not do.
 */
export async function answerFromKept(
  parts: KeptParts,
  notebook: Notebook,
  step: Step,
  asked: Asked,
  failure: Failure,
): Promise<KeptAnswer | null> {
  const gone = sourceIsGone[failure.kind]
  if (gone === undefined || asked.request.kind !== 'query' || hasAnswer(step, asked)) return null
  let kept: readonly KeptAt[] = []
  for (const origin of ancestors(notebook, step).flatMap(originsOf)) {
    kept = [...kept, ...(await keptWith(parts, origin))]
    const all = answered(kept, asked, parts.ticks)
    if (all === null) continue
    const origins = [...new Set(all.flatMap(({ used }) => used.map(each => each.origin)))]
    const remarks = all.filter(({ part }) => part.shift === 0).flatMap(each => each.remarks)
    return {
      answer: {
        kind: 'query',
        parts: all.map(({ part }) => part),
        remarks: [remarkOn(gone, notebook, origins), ...remarks],
      },
      runs: origins.map(({ run }) => run.id),
    }
  }
  return null
}
