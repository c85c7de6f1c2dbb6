import { figure, inKilobytes, type Figure } from '#test/bench/figure.ts'
import { freshPage, type Stage } from './stage.ts'

type Loaded = { readonly code: number; readonly fonts: number; readonly data: number }

/** What goes over the wire until nothing more is asked for, heads included, in kilobytes of 1,000 bytes. */
async function loadedBy(stage: Stage, path: string): Promise<Loaded> {
  const page = await freshPage(stage)
  const wire = await page.context().newCDPSession(page)
  const kinds = new Map<string, 'code' | 'fonts' | 'data'>()
  const bytes = { code: 0, fonts: 0, data: 0 }
  wire.on('Network.responseReceived', ({ requestId, type, response }) => {
    const isData = new URL(response.url).pathname.startsWith('/api/')
    kinds.set(requestId, type === 'Font' ? 'fonts' : isData ? 'data' : 'code')
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'code'] += encodedDataLength / 1000
  })
  await wire.send('Network.enable')
  await wire.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } })
  await page.goto(stage.address + path, { waitUntil: 'networkidle' })
  await page.waitForTimeout(1500)
  await page.context().close()
  return bytes
}

/** The first load of the library and of the first notebook of the demo. */
export async function measureFirstLoad(stage: Stage): Promise<readonly Figure[]> {
  const listed = await fetch(`${stage.address}/api/notebooks`)
  const { notebooks } = (await listed.json()) as { readonly notebooks: readonly { readonly id: string }[] }
  const figures: Figure[] = []
  for (const [name, path] of [
    ['library', '/'],
    ['notebook', `/n/${notebooks[0]?.id ?? ''}`],
  ] as const) {
    const { code, fonts, data } = await loadedBy(stage, path)
    figures.push(
      figure(`first load of the ${name}, gz: page, code and styles`, [code], inKilobytes, 350),
      figure(`first load of the ${name}, gz: with fonts`, [code + fonts], inKilobytes, 350),
      figure(`first load of the ${name}: data beside it`, [data], inKilobytes),
    )
  }
  return figures
}
