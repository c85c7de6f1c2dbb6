import { RE2JS } from 're2js'
import { plainPattern, plainSense, type Pattern, type PatternSense } from './pattern.ts'

/** RE2's own compiled form, anchored; throws a plain Error with RE2's message where the pattern is wrong. */
export function compileRe2(source: string): RE2JS {
  try {
    return RE2JS.compile(`^(?s:${source})$`)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(message.replace(/^error parsing regexp: /, ''), { cause: error })
  }
}

/** Compiles a pattern; throws where RE2 refuses it. */
export function compilePattern(source: string): Pattern {
  const plain = plainPattern(source)
  let slow: RE2JS | undefined = plain === undefined ? compileRe2(source) : undefined
  return text => {
    const known = plain?.(text)
    if (known !== undefined) return known
    slow ??= compileRe2(source)
    return slow.matcher(text).find()
  }
}

/** The sense of any pattern. */
export function patternSense(source: string): PatternSense {
  const plain = plainSense(source)
  if (plain !== undefined) return plain
  try {
    return { takesEmpty: compileRe2(source).matcher('').find() }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'it cannot be read' }
  }
}
