/** Milliseconds: since the epoch for an instant, or a length of time. Seconds appear only at borders such as Prometheus' API. */
export type Ms = number

/** A half-open stretch of time, `[from, to)`, in milliseconds since the epoch. */
export type Window = { readonly from: Ms; readonly to: Ms }

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
export const week = 7 * day

/** The length of a window in milliseconds. */
export const lengthOf = (window: Window): Ms => window.to - window.from

/** The window moved by `by` milliseconds; negative moves into the past. */
export const shifted = (window: Window, by: Ms): Window => ({ from: window.from + by, to: window.to + by })

/** True where the two windows share an instant. */
export const overlaps = (a: Window, b: Window): boolean => a.from < b.to && b.from < a.to

/**
 * What a blip is compared with unless the notebook says otherwise: 30 minutes that end 1 minute ahead of it,
 * so that a slow onset does not leak into its own baseline.
 */
export const beforeOf = (blip: Window): Window => ({ from: blip.from - 31 * minute, to: blip.from - minute })
