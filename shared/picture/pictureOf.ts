import type { Picture, PictureInput } from './picture.ts'

/** What is drawn of an answer; pure, computed once for an answer and a state, then drawn at any size. */
export function pictureOf(input: PictureInput): Picture {
  return {
    grid: { start: 0, step: 1, count: 0 },
    view: input.view ?? { from: 0, to: 1 },
    zone: input.zone,
    axes: [],
    crowds: [],
    lines: [],
    blip: input.blip,
    before: input.before,
    lane: [],
    empty: 'series',
    sentence: '',
  }
}
