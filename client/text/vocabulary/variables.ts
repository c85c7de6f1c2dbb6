import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { valueWords } from '#client/notebook/variables/values.ts'
import { builtIns } from '#shared/query/variables/builtIn.ts'
import { fill } from '#shared/query/variables/fill.ts'
import type { Values } from '#shared/query/variables/value.ts'
import type { KnownVariable, Vocabulary } from './vocabulary.ts'

const aboutBuiltIns: Readonly<Record<string, { readonly about: string }>> = builtIns

/** A vocabulary that knows the variables, and asks its source with their values filled in. */
export function vocabularyOver(vocabulary: Vocabulary, values: Values): Vocabulary {
  const filled = (text: string) => fill(text, values).text
  return {
    metrics: vocabulary.metrics,
    labels: selector => vocabulary.labels(filled(selector)),
    values: (label, selector) => vocabulary.values(label, filled(selector)),
    variables: [...values].map(([name, value]) => ({
      name,
      value: valueWords(value),
      about: aboutBuiltIns[name]?.about ?? 'a variable of the notebook',
    })),
    filled,
  }
}

const begun = /(\$\{?|\[\[)(\w*)$/

/** What completes a variable that is being typed before the caret, with what each stands for now; null where none is. */
export function variableAt(
  context: CompletionContext,
  variables: readonly KnownVariable[],
): CompletionResult | null {
  const { text: line, from } = context.state.doc.lineAt(context.pos)
  const found = begun.exec(line.slice(0, context.pos - from))
  if (!found) return null
  const [, opening = '', word = ''] = found
  const closing = opening === '${' ? '}' : opening === '[[' ? ']]' : ''
  const rest = line.slice(context.pos - from)
  const close = closing !== '' && rest.startsWith(closing.charAt(0)) ? '' : closing
  const options = variables.map(({ name, value, about }): Completion => ({
    label: name,
    detail: value,
    info: about,
    apply: name + close,
    type: 'variable',
    boost: name.startsWith('__') ? 0 : 20,
  }))
  return { from: context.pos - word.length, options, validFor: /^\w*$/ }
}
