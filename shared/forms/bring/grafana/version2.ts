import { type Fields, fieldsOf, listAt, reach, textAt, textOf } from '#shared/forms/bring/json/reach.ts'

/** The plugin of a v2 kind: the first schema says it as `kind`, later ones as `group` of a general kind. */
const pluginOf = (value: unknown): string => textAt(value, 'group') || textAt(value, 'kind')

function targetOf(value: unknown): Fields {
  const spec = fieldsOf(reach(value, 'spec'))
  const query = fieldsOf(spec['query'])
  const type = pluginOf(query)
  const named = fieldsOf(spec['datasource'] ?? query['datasource'])
  const source = { ...named, type: textOf(named['type']) || (type === 'DataQuery' ? '' : type) }
  return {
    ...fieldsOf(query['spec']),
    refId: spec['refId'],
    hide: spec['hidden'] === true,
    datasource: source,
  }
}

/** A panel of the v2 schema as the older one has it. */
export function panelFrom2(element: unknown): Fields {
  const spec = fieldsOf(reach(element, 'spec'))
  if (textAt(element, 'kind') === 'LibraryPanel')
    return { id: spec['id'], title: spec['title'], libraryPanel: spec['libraryPanel'] ?? {} }
  const data = fieldsOf(reach(spec, 'data', 'spec'))
  const drawn = fieldsOf(spec['vizConfig'])
  const options = fieldsOf(data['queryOptions'])
  return {
    id: spec['id'],
    title: spec['title'],
    type: pluginOf(drawn),
    options: reach(drawn, 'spec', 'options'),
    fieldConfig: reach(drawn, 'spec', 'fieldConfig'),
    targets: listAt(data, 'queries').map(targetOf),
    transformations: listAt(data, 'transformations').map(each => ({ id: pluginOf(each) })),
    timeFrom: options['timeFrom'],
    timeShift: options['timeShift'],
  }
}

/** Nothing nests deeper than this but mischief. */
const deepest = 8

/** What stands in a layout, in order: panels on a grid, and headings of rows and tabs that hold others. Takes what it shows out of `elements`. */
function laidOut(layout: unknown, elements: Map<string, unknown>, depth: number): readonly Fields[] {
  const spec = reach(layout, 'spec')
  const item = (each: unknown): readonly Fields[] => {
    if (textAt(each, 'kind') === 'GridLayoutRow') return [heading(each, reach(each, 'spec', 'y'))]
    const name = textAt(each, 'spec', 'element', 'name')
    const element = elements.get(name)
    if (!elements.delete(name)) return []
    const [x, y] = [reach(each, 'spec', 'x'), reach(each, 'spec', 'y')]
    const repeat = textAt(each, 'spec', 'repeat', 'value')
    return [
      { ...panelFrom2(element), ...(repeat !== '' && { repeat }), gridPos: y === undefined ? {} : { x, y } },
    ]
  }
  const heading = (each: unknown, y: unknown): Fields => ({
    type: 'row',
    title: reach(each, 'spec', 'title'),
    gridPos: { x: 0, y },
    panels: [
      ...listAt(each, 'spec', 'elements').flatMap(item),
      ...(depth < deepest ? laidOut(reach(each, 'spec', 'layout'), elements, depth + 1) : []),
    ],
  })
  return [
    ...listAt(spec, 'items').flatMap(item),
    ...[...listAt(spec, 'rows'), ...listAt(spec, 'tabs')].map(heading),
  ]
}

const kindOf = (kind: string) => kind.replace(/Variable$/, '').toLowerCase()
const oldKinds: Readonly<Record<string, string>> = { text: 'textbox' }

function variableFrom2(value: unknown): Fields {
  const spec = fieldsOf(reach(value, 'spec'))
  const kind = kindOf(textAt(value, 'kind'))
  const query = spec['query']
  return {
    ...spec,
    type: oldKinds[kind] ?? kind,
    query: kind === 'datasource' ? spec['pluginId'] : (reach(query, 'spec') ?? query),
    datasource: spec['datasource'] ?? reach(query, 'datasource'),
  }
}

/** True for a dashboard of the v2 schema: its panels are `elements` that a `layout` refers to. */
export const isVersion2 = (value: unknown): boolean =>
  reach(value, 'elements') !== undefined && reach(value, 'layout') !== undefined

/** A dashboard of the v2 schema as the older one has it; elements that no layout shows come last. */
export function dashboardFrom2(spec: unknown): Fields {
  const elements = new Map(Object.entries(fieldsOf(reach(spec, 'elements'))))
  const shown = laidOut(reach(spec, 'layout'), elements, 0)
  return {
    title: reach(spec, 'title'),
    time: reach(spec, 'timeSettings'),
    templating: { list: listAt(spec, 'variables').map(variableFrom2) },
    annotations: { list: listAt(spec, 'annotations').map(each => fieldsOf(reach(each, 'spec'))) },
    panels: [...shown, ...[...elements.values()].map(panelFrom2)],
  }
}
