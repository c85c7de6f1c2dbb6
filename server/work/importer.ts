import type { Ledger } from '#server/ledger/ledger.ts'
import { takePicturesOut } from '#server/pictures/inText.ts'
import { pictureLimits } from '#server/pictures/picture.ts'
import type { RunStep } from '#server/run/runs.ts'
import type { Pictures } from '#server/store/pictures.ts'
import { toOperations } from '#shared/forms/create.ts'
import { confidenceNames, verdictNames, type JudgmentDraft, type StepDraft } from '#shared/forms/draft.ts'
import type { LineProblem } from '#shared/forms/lines.ts'
import { readNotebook } from '#shared/forms/read.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { printIso } from '#shared/time/clock.ts'
import type { Ms } from '#shared/time/window.ts'

export type Imported =
  | { readonly ok: true; readonly id: Id; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly LineProblem[] }

/** How a text becomes a notebook. `as`: who is said to have begun it and when, for the demo; its runs are then of the times of its judgments. */
export type Importer = (text: string, as?: { readonly by: Person; readonly at: Ms }) => Promise<Imported>

const importing: Person = { id: 'import', name: 'import', colour: '#5a616a' }
const runAhead = 2 * 60_000

/** A verdict whose step could not be run here stands ahead of its words: there is no evidence that it could cite. */
function writtenDown(step: StepDraft, { verdict, confidence, by, at }: JudgmentDraft): Operation {
  const said = `${verdictNames[verdict]}, ${confidenceNames[confidence]}`
  const line = `**${said}** (${by.name}, ${printIso(at)}; the step could not be run when it was imported)`
  const rest = step.words.length > 0 ? [step.words.length] : []
  return { do: 'edit', text: { of: 'words', step: step.id }, edit: [[0, line, '', ''], ...rest] }
}

/**
 * Makes the function that takes a notebook in by its text. A text carries no evidence, so each step that asks something is run here; its
 * judgment then cites that run, with the author and the time of the text. Nothing is imported of a text with a problem.
 */
export function notebookImporter(
  ledger: Ledger,
  runStep: RunStep,
  newId: () => Id,
  pictures: Pick<Pictures, 'put'>,
): Importer {
  return async (text, as) => {
    const taken = takePicturesOut(text)
    const read = readNotebook(taken.text)
    if (!read.ok) return { ok: false, problems: read.problems }
    const { operations, judgments } = toOperations(read.draft, newId)
    const id = newId()
    const warnings = [...taken.warnings]

    const append = async (by: Person, list: readonly Operation[], at: Ms | undefined) => {
      const base = (await ledger.read(id))?.number ?? 0
      const draft = { id: `${newId()}:0`, base, by, operations: list }
      return ledger.append(id, draft, { ...(at !== undefined && { at }), ...(as && { demo: true }) })
    }

    const created = await append(as?.by ?? importing, operations, as?.at)
    if (!created.ok) return { ok: false, problems: [{ line: 1, message: created.refusal.message }] }

    for (const [hash, picture] of taken.pictures)
      if (!(await pictures.put(id, hash, picture, pictureLimits.notebook)))
        warnings.push('Some pictures were left out: those of a notebook may have 50 MB.')

    for (const step of read.draft.steps) {
      if (step.is !== 'ask') continue
      const judged = judgments.find(each => each.step === step.id)?.judgment
      const by = judged?.by ?? as?.by ?? importing
      const at = as && (judged ? judged.at - runAhead : as.at)
      const runner = { by, ...(at !== undefined && { at }), ...(as && { demo: true }) }
      const run = await runStep(id, step.id, runner, new AbortController().signal)
      if ('failure' in run.outcome) warnings.push(`${step.title}: ${run.outcome.failure.message}`)
      if (!judged) continue
      if ('failure' in run.outcome) {
        await append(by, [writtenDown(step, judged)], judged.at)
        continue
      }
      const { verdict, confidence, happened } = judged
      const to = { verdict, confidence, happened, on: run.id }
      const done = await append(by, [{ do: 'judge', step: step.id, from: null, to }], judged.at)
      if (!done.ok) warnings.push(`${step.title}: ${done.refusal.message}`)
    }
    return { ok: true, id, warnings }
  }
}
