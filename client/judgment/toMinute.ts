import { minute, type Ms } from '#shared/time/window.ts'

/** The minute that an instant is in: seconds do not matter to a reader of who wrote what when. */
export const toMinute = (at: Ms): Ms => Math.floor(at / minute) * minute
