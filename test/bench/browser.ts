import { startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { measureFirstLoad } from './browser/firstLoad.ts'
import { measureLongNotebook } from './browser/longNotebook.ts'
import { measureManySeries } from './browser/manySeries.ts'
import { measureSplit } from './browser/split.ts'
import type { Stage } from './browser/stage.ts'
import type { Figure } from './figure.ts'

/** All that is measured in a real Chromium, one screen after the other. */
export async function measureBrowser(): Promise<readonly Figure[]> {
  const blipbook = await startBlipbook()
  const browser = await openChromium()
  const stage: Stage = { browser, address: blipbook.address }
  try {
    const figures: Figure[] = []
    for (const measure of [measureFirstLoad, measureSplit, measureLongNotebook, measureManySeries])
      figures.push(...(await measure(stage)))
    return figures
  } finally {
    await browser.close()
    await blipbook.close()
  }
}
