import { ChangeSet } from '@codemirror/state'
import { dirname } from 'node:path'
import { lockDirectory } from '#server/database/lock.ts'
import { openLedger } from '#server/ledger/open.ts'
import { openStore } from '#server/store/open.ts'
import { editOf } from '#shared/notebook/log/text.ts'
import { ana, fields, noting } from '#test/shared/notebook/samples.ts'

/** A process that appends to notebook `n` without end and prints the id of each entry that the ledger has acknowledged, until it is killed. */
const [path = '', first = '1'] = process.argv.slice(2)
if (!lockDirectory(dirname(path)).ok) throw new Error('The directory is in use')
const store = openStore(path)
const ledger = openLedger(store, Date.now, { snapshotEvery: 10 })

if (!(await ledger.read('n'))) {
  const operations = [
    { do: 'create', notebook: fields },
    { do: 'insert', step: noting('note'), after: null },
  ]
  await ledger.append('n', { id: 'w:0', base: 0, by: ana, operations }, {})
}
for (let i = Number(first); ; i++) {
  const notebook = await ledger.read('n')
  const note = notebook?.steps[0]
  const length = note?.is === 'note' ? note.text.length : 0
  const edit = editOf(ChangeSet.of({ from: length, insert: `word${i} ` }, length))
  const operations = [{ do: 'edit', text: { of: 'text', step: 'note' }, edit }]
  const appended = await ledger.append('n', {
    id: `w:${i}`,
    base: notebook?.number ?? 0,
    by: ana,
    operations,
  })
  if (!appended.ok) throw new Error(appended.refusal.message)
  process.stdout.write(`${appended.entry.id}\n`)
}
