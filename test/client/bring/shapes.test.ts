import { describe, expect, it } from 'vitest'
import { bringOperations } from '#client/bring/bringOperations.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import { applyOperations, emptyNotebook } from '#shared/notebook/log/apply.ts'
import { draftSchema } from '#shared/notebook/log/schema.ts'
import { current } from '#test/shared/forms/bring/shapes/current.ts'
import { older } from '#test/shared/forms/bring/shapes/older.ts'
import { version2 } from '#test/shared/forms/bring/shapes/version2.ts'

const empty = {
  ...emptyNotebook('n'),
  number: 1,
  source: 'own',
  steps: [freshStep('a', asksOne('own', ''))],
}
const long = 'x'.repeat(5000)
const overlong = {
  title: long,
  templating: {
    list: [
      { name: 'a', type: 'custom', query: `${long},b`, current: { value: long } },
      { name: 'b', type: 'query', query: `label_values(${long})`, includeAll: true, allValue: long },
    ],
  },
  panels: [{ title: long, targets: [{ expr: long, legendFormat: long, datasource: long }] }],
}

describe('What is made of a dashboard passes the server’s door and the fold', () => {
  it.each(Object.entries({ ...current, ...older, ...version2, 'words that are too long': overlong }))(
    '%s',
    (_, json) => {
      const brought = readBrought(JSON.stringify(json))
      if (brought === null) throw new Error('It is no paste.')
      let count = 0
      const place = { into: 'a', after: null }
      const { operations } = bringOperations(empty, brought, place, [], () => `new${++count}`)
      if (operations.length === 0) return expect(brought.steps).toEqual([])
      const by = { id: 'p', name: 'on-call', colour: '#6741d9' }
      expect(draftSchema.safeParse({ id: 'c:1', base: 1, by, operations }).error).toBeUndefined()
      expect(applyOperations(empty, operations, { by, at: 0 })).toMatchObject({ ok: true })
    },
  )
})
