import type { Window } from '#shared/time/window.ts'
import type { Labels } from './labels.ts'

/**
 * Where a label's value leads, kept for the whole team. In `template` stand `{{value}}`, `{{label}}`, any other label of the series by its
 * name, and the window as `{{from}}` and `{{to}}`: milliseconds, or `{{from:iso}}`, `{{from:s}}`.
 */
export type LabelLink = { readonly label: string; readonly title: string; readonly template: string }

/** What is wrong with a link, and in which field. */
export type LinkProblem = { readonly field: keyof LabelLink; readonly message: string }

/** Links that a team may keep. */
export const mostLinks = 100

const word = /\{\{\s*([^{}]*?)\s*\}\}/g
const times: Readonly<Record<string, (at: number) => string>> = {
  '': at => String(Math.round(at)),
  ms: at => String(Math.round(at)),
  s: at => String(Math.floor(at / 1000)),
  iso: at => new Date(at).toISOString(),
}

/** Scheme and host must be written out: a value of a label never decides where a link leads. */
const fixedHost = /^https?:\/\/[^\s/?#{}@\\]+([/?#]|$)/i

function templateProblem(template: string): string | null {
  if (template.trim() === '') return 'Write the address that it leads to.'
  if (/\s/.test(template.replace(word, ''))) return 'An address has no spaces; write them as %20.'
  if (!fixedHost.test(template))
    return 'Begin with http:// or https:// and a host written out, such as https://logs.example/.'
  for (const [, name = ''] of template.matchAll(word)) {
    const [time = '', form = ''] = name.split(':')
    if (name === '') return 'Something must stand within {{ }}, such as {{value}}.'
    if (name.includes(':') && !(/^(from|to)$/.test(time) && form in times))
      return `{{${name}}} is not known. Times are {{from}}, {{from:s}} or {{from:iso}}.`
  }
  if (/\{\{|\}\}/.test(template.replace(word, ''))) return 'A {{ has no }}, or the other way round.'
  return null
}

/** What is wrong with a link; null: nothing. */
export function linkProblem({ label, title, template }: LabelLink): LinkProblem | null {
  if (!/^[A-Za-z_][\w.-]{0,99}$/.test(label))
    return { field: 'label', message: 'Write the name of a label, such as node.' }
  if (title.trim() === '' || title.length > 60)
    return { field: 'title', message: 'Say in a few words where it leads, such as Logs.' }
  const message = template.length > 2000 ? 'The address is too long.' : templateProblem(template)
  return message === null ? null : { field: 'template', message }
}

/**
 * The address that a link has for a series, all values percent-encoded; null where the series lacks one of the labels, or the link is wrong.
 * `window` in milliseconds.
 */
export function hrefOf(link: LabelLink, labels: Labels, window: Window): string | null {
  const own = labels[link.label]
  if (own === undefined || own === '' || linkProblem(link) !== null) return null
  const known: Readonly<Record<string, string | undefined>> = { ...labels, label: link.label, value: own }
  let whole = true
  const href = link.template.replace(word, (_, name: string) => {
    const [time = '', form = ''] = name.split(':')
    const value =
      time === 'from' || time === 'to'
        ? times[form]?.(window[time])
        : Object.hasOwn(known, name)
          ? known[name]
          : undefined
    const text = value === undefined ? null : encoded(value)
    if (text === null || text === '' || /^\.\.?$/.test(text)) whole = false
    return text ?? ''
  })
  return whole ? href : null
}

/** Null for a text with half a character, which no address can hold. */
function encoded(value: string): string | null {
  try {
    return encodeURIComponent(value)
  } catch {
    return null
  }
}
