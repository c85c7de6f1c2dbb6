import { edited } from '#shared/query/edited.ts'
import type { Language, Rewritten } from '#shared/query/language.ts'
import type { Edit } from '#shared/query/span.ts'
import { fill, type Filling, writtenProblem, writtenSpan } from './fill.ts'
import type { Mention } from './mention.ts'
import type { Values } from './value.ts'

const outsideStrings = ({ place }: Mention) => place.is !== 'string'

/** An edit of the filled text as one of the written text; null where it would cut a value in two. */
function writtenEdit(filling: Filling, edit: Edit): Edit | null {
  const cut = filling.parts.some(({ filled }) =>
    [edit.from, edit.to].some(at => filled.from < at && at < filled.to),
  )
  return cut ? null : { ...writtenSpan(filling, edit), text: edit.text }
}

/**
 * A language for texts as they are written, with variables in them: what is said of a text is said of it with the values filled in, at its
 * places in the written one; what rewrites a text keeps its variables. Values stand outside of quotes while the text is rewritten, so that it
 * can be read; within quotes a variable is a text like any other.
 */
export function overWritten(language: Language, values: Values): Language {
  const filled = (text: string) => fill(text, values).text
  const rewriting =
    <Args extends readonly unknown[]>(rewrite: (text: string, ...args: Args) => Rewritten) =>
    (text: string, ...args: Args): Rewritten => {
      const whole = fill(text, values)
      if (whole.parts.length === 0) return rewrite(text, ...args)
      const [problem] = whole.problems
      if (problem) return { ok: false, reason: problem.message }
      const now = rewrite(whole.text, ...args)
      if (!now.ok) return now
      const filling = fill(text, values, outsideStrings)
      const made = rewrite(filling.text, ...args)
      if (!made.ok) return made
      const edits = made.edits.map(edit => writtenEdit(filling, edit))
      return edits.every(edit => edit !== null)
        ? { ok: true, text: edited(text, edits), edits }
        : { ok: false, reason: 'A variable holds a part of the query that this would alter: write it out' }
    }
  return {
    id: language.id,
    problems: text => {
      const filling = fill(text, values)
      if (filling.problems.length > 0) return filling.problems
      return language.problems(filling.text).map(problem => writtenProblem(filling, problem))
    },
    selectors: text => language.selectors(filled(text)),
    groupedBy: text => language.groupedBy(filled(text)),
    split: rewriting(language.split),
    unsplit: rewriting(language.unsplit),
    filter: rewriting(language.filter),
    exclude: rewriting(language.exclude),
    earlier: rewriting(language.earlier),
    format: rewriting(language.format),
  }
}
