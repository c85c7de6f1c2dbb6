import { cell } from '#client/app/cell.ts'
import { promqlWith } from '#shared/promql/languageWith.ts'
import type { Language, LanguageId } from '#shared/query/language.ts'
import { plainSense, type PatternSense } from '#shared/series/pattern.ts'

type Whole = (pattern: string) => PatternSense

/** The judge of all regular expressions, as large as half a screen's code: null until the first pattern needs it. */
export const wholeSense = cell<Whole | null>(null)

let asked = false
function load(): void {
  if (asked) return
  asked = true
  import('#shared/series/re2.ts').then(
    ({ patternSense }) => wholeSense.set(patternSense),
    () => (asked = false),
  )
}

/** Every query language there is, by its id. A pattern that cannot be judged yet passes: the server judges it again. */
export const languages: Readonly<Record<LanguageId, Language>> = {
  promql: promqlWith(pattern => {
    const plain = plainSense(pattern)
    if (plain !== undefined) return plain
    const whole = wholeSense.get()
    if (whole === null) load()
    return whole?.(pattern)
  }),
}
