import type { Labels } from '#shared/series/labels.ts'
import { day, hour, minute, week, type Ms } from '#shared/time/window.ts'
import { stepOf } from './find.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Act, Notebook, Step } from './notebook.ts'

/** A title for what an act makes of a step: "Retries" split by node is "Retries by node"; one that its author will want to better. */
export function grownTitle(notebook: Notebook, parent: Step, act: Act): string {
  const title = parent.title
  const grown = join(notebook, title, act)
  return grown.length > limits.title ? grown.slice(0, limits.title - 1) + '…' : grown
}

function join(notebook: Notebook, title: string, act: Act): string {
  switch (act.kind) {
    case 'split':
      return / by [^ ,]+(, [^ ,]+)*$/.test(title) ? `${title}, ${act.label}` : after(title, `by ${act.label}`)
    case 'unsplit':
      return title.endsWith(` by ${act.label}`)
        ? title.slice(0, -` by ${act.label}`.length)
        : after(title, `over every ${act.label}`)
    case 'filter':
      return after(title, `where ${pairs(act.labels, '=')}`)
    case 'exclude':
      return after(title, `without ${pairs(act.labels, '=')}`)
    case 'zoom':
      return after(title, 'closer')
    case 'compare':
      return after(title, `against ${lengthWords(act.against)} earlier`)
    case 'combine':
      return [title, stepOf(notebook, act.with)?.title ?? ''].filter(Boolean).join(' and ')
    case 'copy':
      return title
    case 'follow':
      return ''
  }
}

const after = (title: string, words: string): string =>
  title === '' ? words.charAt(0).toUpperCase() + words.slice(1) : `${title} ${words}`

const pairs = (labels: Labels, sign: string): string =>
  Object.keys(labels)
    .sort()
    .map(name => `${name}${sign}${labels[name]}`)
    .join(', ')

function lengthWords(length: Ms): string {
  if (length === week) return 'a week'
  if (length === day) return 'a day'
  if (length === hour) return 'an hour'
  if (length % day === 0) return `${length / day} days`
  if (length % hour === 0) return `${length / hour} hours`
  return `${Math.round(length / minute)} minutes`
}
