import { describe, expect, it } from 'vitest'
import type { MetricMeta } from '#shared/ask/answer.ts'
import { unitOf, unitOfBounds } from '#shared/picture/scale/unitOf.ts'

const read = (text: string) => {
  const { unit, title } = unitOf(text, undefined, 'auto')
  return title === '' ? unit : `${unit} (${title})`
}
const meta = (metric: string, unit: string): MetricMeta => ({ metric, type: 'gauge', help: '', unit })

describe('the unit of a query', () => {
  it.each([
    ['sum by (node) (rate(ipc_client_retries_total{app="license-svc"}[1m]))', 'perSecond (retries/s)'],
    ['irate(http_server_requests_total[5m] offset 1d)', 'perSecond (requests/s)'],
    ['rate(node_network_receive_bytes_total[1m])', 'bytesPerSecond'],
    ['node_memory_MemFree_bytes', 'bytes'],
    ['process_resident_memory_bytes > 100', 'bytes'],
    ['sum(rate(errors_total[1m])) / sum(rate(requests_total[1m]))', 'ratio'],
    ['100 * sum(rate(errors_total[1m])) / sum(rate(requests_total[1m]))', 'percent'],
    ['sum(rate(a_total[1m])) by (app) / ignoring (x) group_left () sum(rate(b_total[1m])) * 100', 'percent'],
    ['1 - avg(rate(node_cpu_seconds_total{mode="idle"}[1m]))', 'ratio'],
    ['rate(process_cpu_seconds_total[1m])', 'ratio'],
    ['histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))', 'seconds'],
    ['rate(x_seconds_sum[1m]) / rate(x_seconds_count[1m])', 'seconds'],
    ['time() - process_start_time_seconds', 'seconds'],
    ['count by (node) (node_memory_MemFree_bytes)', 'none'],
    ['increase(playback_errors_total[5m])', 'none (errors)'],
    ['topk(5, rate(a_errors_total[1m]))', 'perSecond (errors/s)'],
    ['rate(a_bytes_total[1m]) * 8', 'bitsPerSecond'],
    ['rate(a_bytes_total[1m]) * 7', 'none'],
    ['rpc_latency_milliseconds', 'milliseconds'],
    ['histogram_quantile(0.5, rate(rpc_ms_bucket[5m]))', 'milliseconds'],
    ['rate(rpc_ms_sum[5m]) / rate(rpc_ms_count[5m])', 'milliseconds'],
    ['rate(busy_ms_total[1m])', 'none'],
    ['rate(busy_ms_total[1m]) / 1000', 'ratio'],
    ['avg(x_seconds) * 1000', 'milliseconds'],
    ['link_speed_bits', 'bits'],
    ['net_bytes_per_second', 'bytesPerSecond'],
    ['sum by (le) (rate(x_seconds_bucket[5m]))', 'perSecond (per second)'],
    ['disk_used_percent', 'percent'],
    ['label_replace(rate(x_errors_total[1m]), "bytes", "$1", "b", "(.*)")', 'perSecond (errors/s)'],
    ['client_threads_busy', 'none'],
    ['', 'none'],
    ['sum by (node) (rate(', 'none'],
    ['((((', 'none'],
    ['"_bytes"', 'none'],
  ])('%s: %s', (text, expected) => expect(read(text)).toBe(expected))

  it('is what the metadata of the metric says before what its name suggests', () => {
    expect(unitOf('queue_wait', meta('queue_wait', 'seconds'), 'auto').unit).toBe('seconds')
    expect(unitOf('other', meta('queue_wait', 'seconds'), 'auto').unit).toBe('none')
  })

  it('may be said in the letters of OpenTelemetry, and for the buckets of a histogram', () => {
    expect(unitOf('queue_wait', meta('queue_wait', 'ms'), 'auto').unit).toBe('milliseconds')
    expect(unitOf('heap', meta('heap', 'By'), 'auto').unit).toBe('bytes')
    const text = 'sum by (le) (rate(wait_bucket[5m]))'
    expect(unitOfBounds(text, meta('wait', 's'), 'auto')).toBe('seconds')
    expect(unitOfBounds('rate(x_bytes_bucket[5m])', undefined, 'auto')).toBe('bytes')
    expect(unitOfBounds('rate(x_bytes_bucket[5m])', undefined, 'none')).toBe('none')
  })

  it('is what the drawing says before all', () => {
    expect(unitOf('node_memory_MemFree_bytes', undefined, 'seconds').unit).toBe('seconds')
    expect(unitOf('rate(a_errors_total[1m])', undefined, 'none').unit).toBe('none')
  })
})
