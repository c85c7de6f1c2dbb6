import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { grafanaSource } from '#server/sources/grafana/source.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { contractSeries, sourceContract } from '#test/server/sources/contract.ts'
import { admin, openFakeGrafana, type FakeGrafana } from '#test/server/sources/grafana/fakeGrafana.ts'
import type { Peer } from './programs/program.ts'
import { startPrometheus } from './programs/prometheus.ts'
import { remoteWrite } from './remoteWrite.ts'

const outbound = openOutbound()
let peer: Peer
let grafana: FakeGrafana

beforeAll(async () => {
  peer = await startPrometheus()
  await remoteWrite(peer.address, contractSeries())
  grafana = await openFakeGrafana({
    path: '/grafana',
    tokens: { glsa_peer: admin },
    dataSources: [{ id: 3, uid: 'PEER', name: 'Peer', type: 'prometheus', url: peer.address }],
  })
})

afterAll(async () => {
  await outbound.close()
  await grafana.close()
  await peer.stop()
})

const through = (which: string) => {
  const place = {
    ...plainConnection,
    id: 'through',
    title: 'Through Grafana',
    address: grafana.address,
    auth: { kind: 'bearer', token: 'glsa_peer' },
  } as const
  return grafanaSource(place, which, outbound, Date.now)
}

sourceContract('a real Prometheus through the proxy of a Grafana', () => through('PEER'))

describe('a data source of a Grafana', () => {
  it.each(['PEER', 'Peer'])('tests as the Prometheus behind it when it is called %s', async which => {
    const found = await through(which).test(new AbortController().signal)
    expect(found).toMatchObject({ server: 'Prometheus', version: expect.stringMatching(/^3\.5/), metrics: 2 })
  })
})
