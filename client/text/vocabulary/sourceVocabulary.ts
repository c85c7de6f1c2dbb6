import { listLabels, listMetadata, listMetrics, listValues } from '#client/server/sourceApi.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import type { Vocabulary } from './vocabulary.ts'

const keptFor = 60_000

/** Remembers what was answered for a minute; what failed is asked again. */
function remembered<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, { readonly at: number; readonly value: Promise<Value> }>()
  return key => {
    const found = known.get(key)
    if (found && Date.now() - found.at < keptFor) return found.value
    const value = ask(key)
    known.set(key, { at: Date.now(), value })
    value.catch(() => known.delete(key))
    return value
  }
}

const scope = (selector: string) => (selector === '' ? {} : { match: [selector] })

async function metricsOf(source: string): Promise<readonly MetricMeta[]> {
  const [names, known] = await Promise.all([
    listMetrics(source, {}),
    listMetadata(source).catch((): readonly MetricMeta[] => []),
  ])
  const metas = new Map(known.map(meta => [meta.metric, meta]))
  const base = (name: string) => name.replace(/_(bucket|sum|count|total)$/, '')
  return names.map(name => {
    const meta = metas.get(name) ?? metas.get(base(name))
    return meta ? { ...meta, metric: name } : { metric: name, type: 'unknown', help: '', unit: '' }
  })
}

const vocabularies = new Map<string, Vocabulary>()

/** What a source can complete; one for each source, so that what it answered is shared by all queries. */
export function sourceVocabulary(source: string): Vocabulary {
  const known = vocabularies.get(source)
  if (known) return known
  const metrics = remembered(() => metricsOf(source))
  const labels = remembered((selector: string) => listLabels(source, scope(selector)))
  const values = remembered((key: string) => {
    const [label = '', selector = ''] = key.split('\u0000')
    return listValues(source, label, scope(selector))
  })
  const vocabulary: Vocabulary = {
    metrics: () => metrics(''),
    labels,
    values: (label, selector) => values(`${label}\u0000${selector}`),
    variables: [],
    filled: text => text,
  }
  vocabularies.set(source, vocabulary)
  return vocabulary
}
