import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import {
  type CompleteStrategy,
  newCompleteStrategy,
  type PrometheusClient,
} from '@prometheus-io/codemirror-promql'
import { aggregationHelp, functionHelp } from './functionHelp.ts'
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
      if (!context.explicit && !invites(context)) return null
      const result = await offered.promQL(context)
      if (!result) return null
      return { ...result, options: result.options.flatMap(explained), validFor: /^[\w:]*$/ }
    },
  }
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
const invites = (context: CompletionContext): boolean => context.matchBefore(/[\w:]$|[{(,"'~=]\s*$/) !== null
