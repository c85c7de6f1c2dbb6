import { describe, expect, it } from 'vitest'
import { identityOf, victoriaVersion } from '#server/sources/prometheus/identity.ts'

const build = { revision: 'abc', branch: 'main', goVersion: 'go1.24', buildUser: '', buildDate: '' }

describe('what answers', () => {
  it.each([
    ['Prometheus 3.5.3', { version: '3.5.3', ...build }, {}],
    ['Thanos 0.39.2', { version: '0.39.2', ...build }, {}],
    ['Mimir 2.17.0', { application: 'Grafana Mimir', version: '2.17.0', ...build }, {}],
    ['Cortex 1.19.0', { application: 'Cortex', version: '1.19.0', ...build }, {}],
    ['VictoriaMetrics unknown', { version: '2.24.0' }, { 'x-server-hostname': 'vm-0' }],
    ['Blipbook 3.5.0', { version: '3.5.0', revision: 'blipbook' }, {}],
    ['Prometheus API 7', { version: '7' }, {}],
  ])('is %s', (expected, data, headers) => {
    const { server, version } = identityOf({ data, headers })
    expect(`${server} ${version}`).toBe(expected)
  })

  it('is not known where there is no build information', () => {
    expect(identityOf(undefined)).toEqual({ server: 'Prometheus API', version: 'unknown' })
  })

  it.each([
    [
      'vm_app_version{version="victoria-metrics-2026-tags-v1.145.0-0-gabc", short_version="v1.145.0"} 1',
      '1.145.0',
    ],
    ['vm_app_version{version="", short_version=""} 1', 'unknown'],
    ['', 'unknown'],
  ])('VictoriaMetrics tells its version in its metrics: %j', (metrics, version) => {
    expect(victoriaVersion(`# HELP x\nx 1\n${metrics}\n`)).toBe(version)
  })
})
