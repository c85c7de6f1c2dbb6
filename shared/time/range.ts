/**
 * A view window as its author typed it: each end is `now`, `now-1h`, `now/d`, or an absolute ISO instant.
 * Resolved to a Window against a clock and a zone by `resolveRange` when a question is asked.
 */
export type TimeRange = { readonly from: string; readonly to: string }
