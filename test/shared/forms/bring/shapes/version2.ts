const element = (
  id: number,
  title: string,
  expr: string,
  viz: object = { kind: 'timeseries', spec: {} },
  more: object = {},
) => ({
  kind: 'Panel',
  spec: {
    id,
    title,
    data: {
      kind: 'QueryGroup',
      spec: {
        queries: [
          {
            kind: 'PanelQuery',
            spec: {
              refId: 'A',
              hidden: false,
              datasource: { type: 'prometheus', uid: 'prod' },
              query: { kind: 'prometheus', spec: { expr, legendFormat: '{{pod}}' } },
            },
          },
        ],
        transformations: [],
        queryOptions: {},
        ...more,
      },
    },
    vizConfig: viz,
  },
})
const item = (name: string, y: number, x = 0, more: object = {}) => ({
  kind: 'GridLayoutItem',
  spec: { x, y, width: 12, height: 8, element: { kind: 'ElementReference', name }, ...more },
})
const grid = (...items: readonly object[]) => ({ kind: 'GridLayout', spec: { items } })
const elements = { a: element(1, 'First', 'a'), b: element(2, 'Second', 'b'), c: element(3, 'Third', 'c') }

/** Dashboards of the second schema. */
export const version2: Readonly<Record<string, unknown>> = {
  'the second schema on a grid': {
    apiVersion: 'dashboard.grafana.app/v2alpha1',
    kind: 'Dashboard',
    metadata: { name: 'x' },
    spec: {
      title: 'Second schema',
      timeSettings: { from: 'now-30m', to: 'now', timezone: 'browser' },
      variables: [
        {
          kind: 'QueryVariable',
          spec: {
            name: 'pod',
            multi: true,
            includeAll: true,
            current: { text: 'All', value: '$__all' },
            query: { kind: 'prometheus', spec: { query: 'label_values(kube_pod_info, pod)' } },
          },
        },
        { kind: 'CustomVariable', spec: { name: 'q', query: '0.5,0.99', current: { value: '0.99' } } },
        { kind: 'TextVariable', spec: { name: 'word', query: '', current: { value: 'x' } } },
        {
          kind: 'DatasourceVariable',
          spec: { name: 'ds', pluginId: 'prometheus', current: { text: 'prod', value: 'prod' } },
        },
        { kind: 'AdhocVariable', spec: { name: 'f' } },
      ],
      annotations: [
        { kind: 'AnnotationQuery', spec: { builtIn: true, name: 'Own' } },
        { kind: 'AnnotationQuery', spec: { name: 'Deploys' } },
      ],
      elements,
      layout: grid(item('b', 0, 12), item('a', 0), item('c', 8)),
    },
  },
  'the second schema in rows and tabs': {
    title: 'Tabbed',
    elements,
    layout: {
      kind: 'TabsLayout',
      spec: {
        tabs: [
          {
            kind: 'TabsLayoutTab',
            spec: {
              title: 'Overview',
              layout: {
                kind: 'RowsLayout',
                spec: {
                  rows: [
                    { kind: 'RowsLayoutRow', spec: { title: 'Top', layout: grid(item('a', 0)) } },
                    { kind: 'RowsLayoutRow', spec: { title: 'Low', layout: grid(item('b', 0)) } },
                  ],
                },
              },
            },
          },
          {
            kind: 'TabsLayoutTab',
            spec: {
              title: 'Details',
              layout: {
                kind: 'AutoGridLayout',
                spec: { items: [{ kind: 'AutoGridLayoutItem', spec: { element: { name: 'c' } } }] },
              },
            },
          },
        ],
      },
    },
  },
  'the second schema with general kinds': {
    title: 'General kinds',
    elements: {
      x: element(
        1,
        'Group',
        'x',
        { kind: 'VizConfig', group: 'stat', spec: { fieldConfig: { defaults: { unit: 's' } } } },
        {
          queries: [
            {
              kind: 'PanelQuery',
              spec: {
                refId: 'A',
                hidden: false,
                query: {
                  kind: 'DataQuery',
                  group: 'prometheus',
                  version: 'v0',
                  datasource: { name: 'prod' },
                  spec: { expr: 'x' },
                },
              },
            },
            {
              kind: 'PanelQuery',
              spec: {
                refId: 'B',
                hidden: false,
                query: {
                  kind: 'DataQuery',
                  group: 'loki',
                  datasource: { name: 'logs' },
                  spec: { expr: '{a="b"}' },
                },
              },
            },
          ],
          transformations: [{ kind: 'reduce', spec: {} }],
          queryOptions: { timeFrom: '1h' },
        },
      ),
      lib: {
        kind: 'LibraryPanel',
        spec: { id: 2, title: 'Lib', libraryPanel: { uid: 'u', name: 'Shared' } },
      },
    },
    layout: grid(
      item('x', 0, 0, { repeat: { mode: 'variable', value: 'pod' } }),
      item('lib', 8),
      item('missing', 16),
    ),
  },
  'an element alone': element(4, 'Alone', 'up'),
  'elements that no layout shows': { elements, layout: grid(item('a', 0)) },
}
