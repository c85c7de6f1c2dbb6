/** One aggregation: its parameter, if any, and what it does, for the checker and for completion. */
export type AggregationRow = {
  readonly parameter?: { readonly name: string; readonly type: 'scalar' | 'string' }
  /** The result keeps the labels of its input series. */
  readonly keepsLabels?: true
  readonly summary: string
  readonly example: string
}

/** Every aggregation of PromQL that is evaluated here. */
export const aggregations = {
  sum: {
    summary: 'The sum of the values in each group.',
    example: 'sum by (node) (rate(http_requests_total[1m]))',
  },
  avg: { summary: 'The mean of the values in each group.', example: 'avg by (zone) (node_load1)' },
  min: {
    summary: 'The smallest value in each group.',
    example: 'min by (node) (node_filesystem_avail_bytes)',
  },
  max: {
    summary: 'The largest value in each group.',
    example: 'max by (node) (process_resident_memory_bytes)',
  },
  count: { summary: 'How many series there are in each group.', example: 'count by (version) (build_info)' },
  group: { summary: 'The value 1 for each group that has a series.', example: 'group by (app) (up)' },
  stddev: {
    summary: 'The population standard deviation in each group.',
    example: 'stddev by (app) (node_load1)',
  },
  stdvar: { summary: 'The population variance in each group.', example: 'stdvar by (app) (node_load1)' },
  topk: {
    parameter: { name: 'k', type: 'scalar' },
    keepsLabels: true,
    summary: 'The k series with the largest values in each group, with all their labels, at each instant.',
    example: 'topk(5, sum by (node) (rate(http_requests_total[1m])))',
  },
  bottomk: {
    parameter: { name: 'k', type: 'scalar' },
    keepsLabels: true,
    summary: 'The k series with the smallest values in each group, with all their labels, at each instant.',
    example: 'bottomk(5, node_filesystem_avail_bytes)',
  },
  quantile: {
    parameter: { name: 'q', type: 'scalar' },
    summary: 'The q-quantile (0 to 1) of the values in each group, interpolated.',
    example: 'quantile by (zone) (0.95, node_load1)',
  },
  count_values: {
    parameter: { name: 'label', type: 'string' },
    summary: 'How many series have each value; the value becomes a label.',
    example: 'count_values("version", build_version)',
  },
} as const satisfies Record<string, AggregationRow>

export type AggregationName = keyof typeof aggregations

/** Aggregations that Prometheus knows and that are refused here, because they are experimental. */
export const experimentalAggregations: readonly string[] = ['limitk', 'limit_ratio']

/** The row of an aggregation, widened. */
export const aggregationOf = (name: AggregationName): AggregationRow => aggregations[name]
