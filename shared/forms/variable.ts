import type { Variable } from '#shared/notebook/notebook.ts'
import { printAtom, readAtom, splitOutside } from './atom.ts'

/** A variable as a text carries it: it gets an id when a notebook is made of it. */
export type VariableDraft = Omit<Variable, 'id'>

const listed = (values: readonly string[]) => `[${values.map(value => JSON.stringify(value)).join(', ')}]`

function printFrom(from: Variable['from']): string {
  if (from.kind === 'typed') return 'typed'
  if (from.kind === 'list') return `one of ${listed(from.values)}`
  const of = from.selector === '' ? '' : ` of ${JSON.stringify(from.selector)}`
  const label = /^[\w.]+$/.test(from.label) ? from.label : JSON.stringify(from.label)
  return `label ${label}${of} on ${printAtom(from.source)}`
}

/**
 * `node = "i-0c3f9a"; label node of "up{region=\"$region\"}" on embedded; several; all ".*"`: its name, what is chosen (a list in brackets; `all`),
 * what may be chosen, and whether several or all.
 */
export function printVariable({ name, from, chosen, several, all }: VariableDraft): string {
  const one = chosen !== 'all' && chosen.length === 1 ? chosen[0] : undefined
  const value = chosen === 'all' ? 'all' : one === undefined ? listed(chosen) : JSON.stringify(one)
  return [
    `${name} = ${value}`,
    printFrom(from),
    ...(several ? ['several'] : []),
    ...(all === '' ? [] : [`all ${JSON.stringify(all)}`]),
  ].join('; ')
}

/** What `printVariable` wrote, or what is wrong with it. */
export function readVariable(text: string): VariableDraft | string {
  const [head = '', from = 'typed', ...more] = splitOutside(text, ';')
  const [, name, value] = /^(?!__)([a-zA-Z_]\w*)\s*=\s*(.*)$/s.exec(head) ?? []
  if (name === undefined || value === undefined)
    return 'a variable begins with its name and what is chosen, as in `node = "i-0c3f9a"`'
  const chosen = value === 'all' ? 'all' : readChosen(value)
  const source = readFrom(from)
  const all = more.find(each => each.startsWith('all '))
  const pattern = all === undefined ? '' : readQuoted(all.slice(4).trim())
  if (chosen === null)
    return `what is chosen for ${name} is a text in quotes, a list of them in brackets, or all`
  if (source === null)
    return `what ${name} may be is \`typed\`, \`one of ["a", "b"]\` or \`label node of "up" on embedded\``
  if (pattern === null) return `all of ${name} stands for a text in quotes, as in \`all ".*"\``
  const stray = more.find(each => each !== 'several' && each !== all)
  if (stray !== undefined)
    return `“${stray}” is not known here; a variable is \`several\`, or has an \`all ".*"\``
  return { name, from: source, chosen, several: more.includes('several'), all: pattern }
}

const readQuoted = (text: string): string | null => (text.startsWith('"') ? readAtom(text) : null)

function readList(text: string): readonly string[] | null {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) && read.every(value => typeof value === 'string') ? read : null
  } catch {
    return null
  }
}

function readChosen(text: string): readonly string[] | null {
  if (text.startsWith('[')) return readList(text)
  const one = readQuoted(text)
  return one === null ? null : [one]
}

function readFrom(text: string): Variable['from'] | null {
  if (text === 'typed') return { kind: 'typed' }
  if (text.startsWith('one of ')) {
    const values = readList(text.slice(7).trim())
    return values && { kind: 'list', values }
  }
  if (!text.startsWith('label ')) return null
  const [what = '', on, ...more] = splitOutside(text.slice(6), ' on ')
  const [named = '', of, ...rest] = splitOutside(what, ' of ')
  const [label, selector, source] = [
    readAtom(named),
    of === undefined ? '' : readQuoted(of),
    readAtom(on ?? ''),
  ]
  if (label === null || selector === null || source === null || more.length + rest.length > 0) return null
  return { kind: 'label', label, selector, source }
}
