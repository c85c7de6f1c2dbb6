import { type BroughtVariable, type Left } from '#shared/forms/bring/brought.ts'
import {
  type Fields,
  fieldsOf,
  listAt,
  listOf,
  reach,
  textAt,
  textOf,
} from '#shared/forms/bring/json/reach.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import { readSource, type SourceNames } from './hints.ts'

/** Variables taken, and what of them was not. */
export type ReadVariables = {
  readonly variables: readonly BroughtVariable[]
  readonly left: readonly Left[]
}

type Found = { readonly from: BroughtVariable['from']; readonly why: readonly string[] }

const allNames = ['$__all', 'All']
const known = /^(?!__)[a-zA-Z_]\w*$/
const labelValues = /^\s*label_values\(\s*(?:(.+?)\s*,\s*)?([a-zA-Z_]\w*|\$\w+)\s*\)\s*$/s
const asList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).map(textOf).filter(text => text !== '')

/** `a,b`, `name : a` and `a\,b` as a list of values. */
const customValues = (text: string): readonly string[] =>
  text
    .split(/(?<!\\),/)
    .map(each => each.replace(/\\,/g, ',').trim())
    .map(each => /^.+?\s+:\s+(.+)$/s.exec(each)?.[1] ?? each)
    .filter(each => each !== '')

/** The query of a variable in its two forms: a text, or an object whose parts say what a text would. */
const queryText = (value: unknown): string => textOf(value) || textAt(value, 'query') || textAt(value, 'expr')

function fromQuery(variable: Fields, names: SourceNames, grafana: string): Found {
  const text = queryText(variable['query']) || textOf(variable['definition'])
  const found = labelValues.exec(text)
  const { hint } = readSource(variable['datasource'], names, grafana)
  if (!found || (found[2] ?? '').length > limits.name || (found[1] ?? '').length > limits.text)
    return {
      from: { kind: 'typed' },
      why: [`its values come from ${text === '' ? 'nothing' : text.slice(0, 120)}: type them`],
    }
  const [, selector = '', label = ''] = found
  const narrowed = textOf(variable['regex']).trim()
  return {
    from: { kind: 'label', source: hint, selector, label },
    why: narrowed === '' ? [] : [`its values are not narrowed by ${narrowed.slice(0, 80)} here`],
  }
}

const list = (values: readonly string[]): Found => ({
  from: { kind: 'list', values: values.slice(0, limits.values) },
  why:
    values.length > limits.values
      ? [`${values.length - limits.values} of its ${values.length} values are too many`]
      : [],
})

/** How each kind of variable is taken; kinds that are not here are named as left. */
const kinds: Readonly<Record<string, (variable: Fields, names: SourceNames, grafana: string) => Found>> = {
  query: fromQuery,
  custom: variable => list(customValues(textOf(variable['query']))),
  interval: variable => {
    const found = list(customValues(textOf(variable['query'])).filter(value => value !== 'auto'))
    return variable['auto'] === true ? { ...found, why: ['its “auto” is not known here'] } : found
  },
  constant: variable => list(asList(variable['query'])),
  textbox: () => ({ from: { kind: 'typed' }, why: [] }),
}

const without: Readonly<Record<string, string>> = {
  adhoc: 'filters over all queries are not known here: write them into the queries',
  groupby: 'grouping over all queries is not known here: write it into the queries',
  system: 'it is Grafana’s own',
  snapshot: 'it belongs to a snapshot',
}

/** What is chosen: as the link says, else as it was saved, else the first value there is. */
function chosenOf(
  variable: Fields,
  found: Found,
  linked: readonly string[] | undefined,
): BroughtVariable['chosen'] {
  const saved = asList(reach(variable, 'current', 'value'))
  const written = saved.length > 0 ? saved : asList(reach(variable, 'current', 'text'))
  const typed = variable['type'] === 'textbox' ? asList(variable['query']) : []
  const first = found.from.kind === 'list' ? found.from.values.slice(0, 1) : typed.slice(0, 1)
  const values = linked ?? (written.length > 0 ? written : first)
  if (values.some(value => allNames.includes(value))) return 'all'
  const plain = values.filter(value => !value.startsWith('$__auto_interval'))
  return (plain.length > 0 ? plain : first).slice(0, limits.values)
}

/** The variables of a dashboard, each taken or named. `linked`: what a link set them to. Kinds `datasource` name sources and are no variables here. */
export function readVariables(
  dashboard: Fields,
  names: SourceNames,
  grafana: string,
  linked: Readonly<Record<string, readonly string[]>>,
): ReadVariables {
  const variables: BroughtVariable[] = []
  const left: Left[] = []
  for (const value of listAt(dashboard, 'templating', 'list')) {
    const variable = fieldsOf(value)
    const name = textOf(variable['name'])
    const type = textOf(variable['type']) || 'query'
    const leave = (why: string) => left.push({ where: `Variable “${name}”`, why, queries: 0 })
    if (type === 'datasource') continue
    const read = Object.hasOwn(kinds, type) ? kinds[type] : undefined
    if (!read) leave(without[type] ?? `variables of the kind ${type} are not known here`)
    else if (!known.test(name) || name.length > limits.name)
      leave('its name is none that a variable may have here')
    else if (variables.some(other => other.name === name))
      leave('there are two of that name: the first was taken')
    else if (variables.length >= limits.variables)
      leave(`a notebook has ${limits.variables} variables at most`)
    else {
      const found = read(variable, names, grafana)
      found.why.forEach(leave)
      const linkedValues = Object.hasOwn(linked, name) ? linked[name] : undefined
      const chosen = chosenOf(variable, found, linkedValues)
      const all = variable['includeAll'] === true || chosen === 'all'
      variables.push({
        name,
        from: found.from,
        chosen,
        several: variable['multi'] === true || (chosen !== 'all' && chosen.length > 1),
        all: all ? (textOf(variable['allValue']) || '.*').slice(0, limits.title) : '',
      })
    }
  }
  return { variables, left }
}

/** Annotations other than Grafana's own, each named: events stand for them here. */
export const leftAnnotations = (dashboard: Fields): readonly Left[] =>
  listOf(reach(dashboard, 'annotations', 'list'))
    .map(fieldsOf)
    .filter(each => each['builtIn'] !== 1 && each['builtIn'] !== true)
    .map(each => ({
      where: `Annotation “${textOf(each['name'])}”`,
      why: 'annotations are not taken: send events to this notebook’s server instead',
      queries: 0,
    }))
