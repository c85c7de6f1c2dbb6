import { parseArgs } from 'node:util'
import { measureBrowser } from './browser.ts'
import { measureEngine } from './engine.ts'
import { tableOf, type Section } from './figure.ts'
import { measureLive } from './live.ts'
import { load, machine } from './machine.ts'
import { measurePicture } from './picture.ts'
import { measureSamples } from './samples.ts'
import { measureServer } from './server.ts'

const sections: readonly Section[] = [
  { name: 'store', title: 'Store and engine, on the demo’s data', measure: measureSamples },
  { name: 'browser', title: 'In the browser', measure: measureBrowser },
  { name: 'server', title: 'Server', measure: measureServer },
  { name: 'engine', title: 'Engine alone, series in memory', measure: measureEngine },
  { name: 'live', title: 'While it is still going on', measure: measureLive },
  { name: 'picture', title: 'Answers and pictures', measure: measurePicture },
]

const { values } = parseArgs({ options: { only: { type: 'string' }, minutes: { type: 'string' } } })
const asked = values.only?.split(',') ?? sections.map(({ name }) => name)
const unknown = asked.filter(name => !sections.some(section => section.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no section ${unknown.join(', ')}; there are ${sections.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

console.log(machine())
for (const { name, title, measure } of sections) {
  if (!asked.includes(name)) continue
  const before = load()
  const figures = await measure()
  console.log(`\n### ${title} (${before})\n\n${tableOf(figures)}`)
}
