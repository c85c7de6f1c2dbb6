import type { Act } from '#shared/notebook/notebook.ts'
import type { Labels } from '#shared/series/labels.ts'
import { lengthWords } from '#client/judgment/answer/answerFacts.ts'

const pairs = (labels: Labels) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')

/** What was done to the step above, in a few words: `split by node`, `filter node=i-0c3f9a`. Empty for a fresh question. */
export function actWords(act: Act): string {
  switch (act.kind) {
    case 'split':
      return `split by ${act.label}`
    case 'unsplit':
      return `no longer split by ${act.label}`
    case 'filter':
      return `filter ${pairs(act.labels)}`
    case 'exclude':
      return `exclude ${pairs(act.labels)}`
    case 'zoom':
      return 'closer'
    case 'compare':
      return `against ${lengthWords(act.against)} earlier`
    case 'combine':
      return 'on one graph'
    case 'copy':
      return 'copy'
    case 'follow':
      return ''
  }
}
