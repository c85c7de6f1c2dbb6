/** Commits one import, leaves another half done, says so, and waits to be killed. */
import { lockDirectory } from '#server/database/lock.ts'
import { plainLimits } from '#server/samples/samples.ts'
import { openStore } from '#server/samples/store/store.ts'
import { raw } from './notation.ts'

const directory = process.argv[2] ?? ''
lockDirectory(directory)
const store = openStore(`${directory}/samples.db`, plainLimits)
const first = store.begin()
first.append({ series: [raw('kept', '1@10 2@20')] })
first.commit()
const times = Float64Array.from({ length: 4_000_000 }, (_, i) => i * 1000)
store.begin().append({ series: [{ labels: { __name__: 'half' }, times, values: times.slice() }] })
console.log('ready')
setInterval(() => {}, 1e6)
