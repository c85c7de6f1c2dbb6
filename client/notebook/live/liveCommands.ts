import type { Command } from '#client/commands/command.ts'
import type { Page } from '#client/notebook/page/page.ts'
import { second } from '#shared/time/window.ts'
import { intervals, intervalWords } from './interval.ts'
import { backToBlip, blipRange, jumpToNow, nowRange, windowAt } from '#client/notebook/jump/nowAndBlip.ts'

const group = 'The notebook'
const usual = 10 * second

/** The rows of the command table for live, now and the blip. */
export function liveCommands(page: Page): readonly Command[] {
  const { every } = page.live
  const range = () => windowAt(page.session.notebook(), page.current.get().step).range
  return [
    {
      id: 'live.toggle',
      title: 'Live on or off',
      group,
      keys: ['l'],
      run: () => every.set(every.get() === null ? usual : null),
    },
    ...intervals.map(each => ({
      id: `live.${each}`,
      title: `Live every ${intervalWords(each)}`,
      group,
      when: () => every.get() !== each,
      run: () => every.set(each),
    })),
    {
      id: 'window.now',
      title: 'Jump to now',
      group,
      keys: ['g n'],
      when: () => nowRange(range()) !== null,
      run: () => jumpToNow(page),
    },
    {
      id: 'window.blip',
      title: 'Back to the blip',
      group,
      keys: ['g b'],
      when: () => blipRange(range(), page.session.notebook().blip, Date.now()) !== null,
      run: () => backToBlip(page),
    },
  ]
}
