import type { Step } from '#shared/notebook/notebook.ts'

const longest = 60

/** What a step is called: its title, else its question or first words, shortened; never empty. */
export function stepName(step: Step): string {
  if (step.title !== '') return step.title
  return shortened(step) || { ask: 'Untitled', note: 'Note', message: 'Message' }[step.is]
}

function shortened(step: Step): string {
  const text = (step.is === 'ask' ? questionOf(step) : wordsOf(step.text)).replace(/\s+/g, ' ').trim()
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

/** Markdown without its signs; of pictures and links, their words. */
const wordsOf = (markdown: string) =>
  markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_#`>]/g, '')

function questionOf(step: Extract<Step, { is: 'ask' }>): string {
  if (step.request.kind === 'events') return 'Events'
  return step.request.queries.find(query => !query.removed && query.text.trim() !== '')?.text ?? ''
}
