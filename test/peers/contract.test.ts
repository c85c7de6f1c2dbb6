import { plainConnection } from '#shared/wire/wire.ts'
import { afterAll, beforeAll } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import { contractSeries, sourceContract } from '#test/server/sources/contract.ts'
import type { Peer } from './programs/program.ts'
import { startPrometheus } from './programs/prometheus.ts'
import { remoteWrite } from './remoteWrite.ts'

const outbound = openOutbound()
let peer: Peer

beforeAll(async () => {
  peer = await startPrometheus()
  await remoteWrite(peer.address, contractSeries())
})

afterAll(async () => {
  await outbound.close()
  await peer.stop()
})

sourceContract('a real Prometheus', () =>
  prometheusSource({ id: 'peer', title: 'Peer', address: peer.address, ...plainConnection }, outbound),
)
