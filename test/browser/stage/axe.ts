import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { User } from './user.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with a page as it stands, one line for each place. */
async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const found = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    return axe.run({ resultTypes: ['violations'] })
  })
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`),
  )
}

/** Expects that axe finds nothing on the page as it stands. */
export const clean = async (user: User) => expect(await violations(user.page)).toEqual([])

/** What went wrong that no person would see. The browser says of every answer that is an error that it is one; those are asked for here. */
export const troubleOf = (user: User) => user.trouble.filter(each => !/status of (40[014]|50\d)/.test(each))
