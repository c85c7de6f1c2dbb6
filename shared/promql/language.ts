import { patternSense } from '#shared/series/re2.ts'
import { promqlWith } from './languageWith.ts'

/** PromQL with the whole check. */
export const promql = promqlWith(patternSense)
