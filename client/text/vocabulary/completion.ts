import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import {
  type CompleteStrategy,
  newCompleteStrategy,
  type PrometheusClient,
} from '@prometheus-io/codemirror-promql'
import { parse } from '#shared/promql/parse.ts'
import { printSelector } from '#shared/promql/print.ts'
import { selectorsOf } from '#shared/promql/tree.ts'
import { aggregationHelp, functionHelp } from './functionHelp.ts'
import { variableAt } from './variables.ts'
import { groupingAt, type SelectorAt, selectorAt } from './selectorAt.ts'
import type { Vocabulary } from './vocabulary.ts'

const none = () => []

function clientOf(vocabulary: Vocabulary): PrometheusClient {
  return {
    labelNames: async (metric = '') => [...(await vocabulary.labels(metric).catch(none))],
    labelValues: async (label, metric = '') => [...(await vocabulary.values(label, metric).catch(none))],
    metricNames: async () => (await vocabulary.metrics().catch(none)).map(meta => meta.metric),
    metricMetadata: async () =>
      Object.fromEntries(
        (await vocabulary.metrics().catch(none)).map(meta => [
          meta.metric,
          [{ type: meta.type === 'unknown' ? '' : meta.type, help: meta.help }],
        ]),
      ),
    series: async () => [],
    flags: async () => ({}),
  }
}

/** Offers what fits at the caret: metrics with type and help, labels, values, and the functions of our own engine with their help. */
export function completionOf(vocabulary: Vocabulary): CompleteStrategy {
  const offered = newCompleteStrategy({ remote: clientOf(vocabulary) })
  return {
    promQL: async (context: CompletionContext): Promise<CompletionResult | null> => {
      const text = context.state.doc.toString()
      const variable = variableAt(context, vocabulary.variables)
      if (variable) return variable
      const selector = selectorAt(text, context.pos)
      if (!context.explicit && selector?.is !== 'value' && !invites(context)) return null
      if (selector) return inSelector(vocabulary, selector, context.pos)
      const grouping = groupingAt(text, context.pos)
      if (grouping) return inGrouping(vocabulary, text, grouping.from)
      if (text[context.pos - 1] === '[') return { from: context.pos, options: ranges, filter: false }
      const result = await offered.promQL(context)
      if (!result) return null
      const begun = context.matchBefore(/[\w:]+/) !== null
      return {
        ...result,
        options: result.options.flatMap(explained).map(option => (begun ? option : metricsFirst(option))),
        validFor: /^[\w:]*$/,
      }
    },
  }
}

const ranges: readonly Completion[] = ['1m', '5m', '15m', '30m', '1h', '1d'].map(label => ({ label }))

const metricsFirst = (option: Completion): Completion =>
  option.type === 'function' || aggregationHelp(option.label) !== undefined
    ? option
    : { ...option, boost: 50 }

async function inSelector(vocabulary: Vocabulary, at: SelectorAt, caret: number): Promise<CompletionResult> {
  const { from, to, unclosed } = at
  if (at.is === 'label') {
    const labels = await vocabulary.labels(at.rest).catch(none)
    const options = labels.filter(label => label !== '__name__').map(label => ({ label, type: 'property' }))
    return { from, options, validFor: /^[\w.]*$/ }
  }
  const values = await vocabulary.values(at.label, at.rest).catch(none)
  const put = (view: EditorView, option: Completion, start: number, end: number) =>
    view.dispatch({
      changes: { from: start, to: end + to - caret, insert: option.label + unclosed },
      selection: { anchor: start + option.label.length + 1 },
      annotations: pickedCompletion.of(option),
      userEvent: 'input.complete',
    })
  return { from, options: values.map(label => ({ label, type: 'text', apply: put })), validFor: /^[^"'|]*$/ }
}

async function inGrouping(vocabulary: Vocabulary, text: string, from: number): Promise<CompletionResult> {
  const parsed = parse(vocabulary.filled(text))
  const first = parsed.ok ? selectorsOf(parsed.tree)[0] : undefined
  const labels = await vocabulary.labels(first ? printSelector(first.matchers) : '').catch(none)
  const options = labels.filter(label => label !== '__name__').map(label => ({ label, type: 'property' }))
  return { from, options, validFor: /^[\w.]*$/ }
}

/** The option with our own help; none where our engine would refuse it. */
function explained(option: Completion): readonly Completion[] {
  if (option.type === 'function') {
    const help = functionHelp(option.label)
    return help ? [{ ...option, detail: help.signature, info: help.about }] : []
  }
  const help = aggregationHelp(option.label)
  if (help === undefined) return [option]
  return help ? [{ ...option, detail: help.signature, info: help.about }] : []
}

/** Whether what stands before the caret asks for help by itself: a word begun, or a bracket, comma or quote just opened. */
const invites = (context: CompletionContext): boolean => context.matchBefore(/[\w:]$|[{([,"'~=]\s*$/) !== null
