import type { Notebook, Step, Verdict } from '#shared/notebook/notebook.ts'
import type { NotebookSummary } from '#shared/wire/wire.ts'

/** A notebook's row in the library, and the texts by which it is found; all derived. */
export type Shelved = {
  readonly summary: Omit<NotebookSummary, 'demo' | 'spark'>
  /** Everything written in it, in lower case. */
  readonly words: string
  /** The names that occur in its queries. */
  readonly metrics: readonly string[]
}

/** From the one that says most. */
const telling: readonly Verdict[] = ['cause', 'action', 'open', 'lead', 'deadEnd', 'saw']

export function shelve(notebook: Notebook): Shelved {
  const steps = notebook.steps.filter(step => !step.removed)
  const judged = steps.flatMap(step => (step.is === 'ask' && step.judgment ? [step.judgment.verdict] : []))
  const queries = steps.flatMap(queriesOf)
  const written = steps.flatMap(step => [step.title, step.words, step.is === 'ask' ? '' : step.text])
  return {
    summary: {
      id: notebook.id,
      title: notebook.title,
      gist: firstSentence(notebook.conclusion) || firstSentence(notebook.question),
      status: notebook.status,
      verdict: telling.find(verdict => judged.includes(verdict)) ?? null,
      steps: steps.length,
      deadEnds: judged.filter(verdict => verdict === 'deadEnd').length,
      tags: notebook.tags,
      blip: notebook.blip,
      changed: notebook.changed.at,
    },
    words: [notebook.title, notebook.question, notebook.conclusion, ...notebook.tags, ...written, ...queries]
      .join('\n')
      .toLowerCase()
      .replaceAll('\u0000', ''),
    metrics: [...new Set(queries.flatMap(text => text.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? []))],
  }
}

const queriesOf = (step: Step): readonly string[] =>
  step.is === 'ask' && step.request.kind === 'query'
    ? step.request.queries.filter(query => !query.removed).map(query => query.text)
    : []

const longestGist = 300

/** Without the signs of Markdown; empty for an empty text. */
export function firstSentence(markdown: string): string {
  const paragraph = markdown.trim().split(/\n\s*\n/, 1)[0] ?? ''
  const plain = paragraph
    .replace(/^#+\s*/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]+/g, '')
    .replace(/\s+/g, ' ')
  const sentence = /^.*?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain
  return sentence.length > longestGist ? `${sentence.slice(0, longestGist - 1)}…` : sentence
}
