import type { Hash, Notebook, Step } from './notebook.ts'

/** How Markdown names a picture that is kept with its notebook: `![words](picture:HASH)`. */
const cited = /\]\(picture:([0-9a-f]{64})\)/g

/** The pictures that a text shows, each once, in order. */
export const picturesIn = (markdown: string): readonly Hash[] =>
  markdown.includes('(picture:')
    ? [...new Set([...markdown.matchAll(cited)].map(found => found[1] ?? ''))]
    : []

/** The Markdown of a picture; what its words hold that would end them is taken out. */
export const pictureText = (words: string, hash: Hash): string =>
  `![${words.replace(/[\][\\\s]+/g, ' ').trim()}](picture:${hash})`

/** The text with the address of each of its pictures put in; a picture without one stays as it is. */
export const withAddresses = (markdown: string, addressOf: (hash: Hash) => string | undefined): string =>
  markdown.replace(cited, (whole, hash: Hash) => {
    const address = addressOf(hash)
    return address === undefined ? whole : `](${address})`
  })

const stepWith = (step: Step, alter: (markdown: string) => string): Step =>
  step.is === 'ask' ? { ...step, words: alter(step.words) } : { ...step, text: alter(step.text) }

/** The notebook with every text of its own that may show pictures altered. */
export const withTexts = (notebook: Notebook, alter: (markdown: string) => string): Notebook => ({
  ...notebook,
  question: alter(notebook.question),
  conclusion: alter(notebook.conclusion),
  steps: notebook.steps.map(step => stepWith(step, alter)),
})

/** The texts of a notebook that may show pictures, those of removed steps among them. */
export const textsOf = (notebook: Notebook): readonly string[] => [
  notebook.question,
  notebook.conclusion,
  ...notebook.steps.map(step => (step.is === 'ask' ? step.words : step.text)),
]
