import { day } from '#shared/time/window.ts'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineName } from '#server/database/database.ts'
import { sweep } from '#server/keeping/sweep.ts'
import { openLedger } from '#server/ledger/open.ts'
import { openStore } from '#server/store/open.ts'
import type { Id, Judgment, Notebook, Run } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { ana, asking, fields, noting, running, splice } from '#test/shared/notebook/samples.ts'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that do not pack, the same ones for a name and a size. */
export function bytesOf(name: string, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let at = 0; at < size; at += 32)
    bytes.set(
      createHash('sha256')
        .update(`${name} ${at}`)
        .digest()
        .subarray(0, size - at),
      at,
    )
  return bytes
}

/** Where writing to disk costs nothing, where there is such a place: what is tried here is what stays, not that it survives a power cut. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const never = new AbortController().signal

/** A store and a ledger in a directory of their own, a notebook `n`, and a clock that only `days` moves. */
export async function openShelf(engine?: EngineName) {
  const directory = mkdtempSync(join(place, 'blipbook-keeping-'))
  const path = join(directory, 'notebooks.db')
  let now = 1000 * day
  const open = () => openStore(path, { clock: () => now, ...(engine && { engine }) })
  let store = open()
  let ledger = openLedger(store, () => now)
  let count = 0

  const read = async (id: Id): Promise<Notebook> => {
    const notebook = await ledger.read(id)
    if (notebook === null) throw new Error(`No notebook ${id}`)
    return notebook
  }
  /** '' where it was taken, else why not. */
  const act = async (id: Id, ...operations: readonly Operation[]): Promise<string> => {
    const base = (await ledger.read(id))?.number ?? 0
    const appended = await ledger.append(id, { id: `c:${count++}`, base, by: ana, operations }, {})
    return appended.ok ? '' : appended.refusal.message
  }
  const stepOf = async (step: Id, id: Id) => {
    const found = (await read(id)).steps.find(each => each.id === step)
    if (found?.is !== 'ask') throw new Error(`No step ${step}`)
    return found
  }
  const make = (id: Id, ...steps: readonly Id[]) =>
    act(
      id,
      { do: 'create', notebook: { ...fields, title: id } },
      ...steps.map((step): Operation => ({ do: 'insert', step: asking(step), after: null })),
    )

  return {
    path,
    get store() {
      return store
    },
    get ledger() {
      return ledger
    },
    now: () => now,
    days: (days: number) => void (now += days * day),
    act,
    make,
    stepOf,
    /** Runs a step: evidence of so many bytes, of a name, and a detail of as many where it is asked for. */
    run: async (
      step: Id,
      run: Id,
      { size = 1000, detail = false, in: id = 'n', of = run, from }: RunOf = {},
    ): Promise<string> => {
      const bytes = bytesOf(of, size)
      const evidence = hashOf(bytes)
      await store.evidence.put(evidence, bytes)
      if (detail) {
        const beside = bytesOf(`${of} detail`, size)
        await store.evidence.putDetail(evidence, hashOf(beside), beside)
      }
      const outcome: Run['outcome'] = { evidence, remarks: [], series: 1, ...(from && { keptFrom: from }) }
      await act(id, { do: 'record', step, run: running(run, outcome) })
      return evidence
    },
    judge: async (step: Id, on: Id | null, id = 'n') => {
      const from: Judgment | null = (await stepOf(step, id)).judgment
      const to = on === null ? null : ({ verdict: 'saw', confidence: 'guess', on, happened: null } as const)
      return act(id, { do: 'judge', step, from, to })
    },
    pin: (step: Id, run: Id, pinned = true, id = 'n') => act(id, { do: 'pin', step, run, pinned }),
    remove: (step: Id, removed = true, id = 'n') =>
      act(id, { do: 'set', of: 'step', step, name: 'removed', from: !removed, to: removed }),
    note: async (step: Id, text: string, id = 'n') => {
      const there = (await read(id)).steps.find(each => each.id === step)
      if (there === undefined) return act(id, { do: 'insert', step: noting(step, text), after: null })
      const was = there.is === 'ask' ? there.words : there.text
      return act(id, {
        do: 'edit',
        text: { of: 'text', step },
        edit: splice(was.length, 0, was.length, text),
      })
    },
    sweep: (rules: { readonly days?: number; readonly most?: number } = {}) =>
      sweep({ store, ledger, now: () => now, rules: { days: 14, most: 0, ...rules } }, never),
    has: async (hash: string) => (await store.evidence.get(hash)) !== null,
    reopen: async (between: () => void) => {
      await store.close()
      between()
      store = open()
      ledger = openLedger(store, () => now)
    },
    close: async () => {
      await store.close()
      rmSync(directory, { recursive: true })
    },
  }
}

type RunOf = {
  readonly size?: number
  readonly detail?: boolean
  readonly in?: Id
  /** The name of the evidence, where two runs yield the same. */
  readonly of?: string
  readonly from?: readonly Id[]
}

export type Shelf = Awaited<ReturnType<typeof openShelf>>
