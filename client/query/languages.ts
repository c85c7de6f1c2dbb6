import { promql } from '#shared/promql/language.ts'
import type { Language, LanguageId } from '#shared/query/language.ts'

/** Every query language there is, by its id. */
export const languages: Readonly<Record<LanguageId, Language>> = { promql }
