import { patternSense } from '#shared/series/re2.ts'
import { checkerWith } from './checker.ts'

/** The whole check, regular expressions of any kind included. */
export const check = checkerWith(patternSense)
