import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database, DatabaseOptions, Value } from '#server/database/database.ts'
import { availableEngines, openDatabase } from '#server/database/open.ts'
import { DatabaseTrouble } from '#server/database/trouble.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'database-'))))
afterEach(() => rmSync(directory, { recursive: true }))

const troubleOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof DatabaseTrouble) return error.kind
    throw error
  }
  return 'none'
}

describe.each(availableEngines())('the %s engine', engine => {
  const opened: Database[] = []
  const open = (name = 'a.db', options: Partial<DatabaseOptions> = {}) => {
    const database = openDatabase(join(directory, name), { durability: 'normal', engine, ...options })
    opened.push(database)
    return database
  }
  const table = () => {
    const database = open()
    database.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, value)')
    const add = database.prepare('INSERT INTO thing (value) VALUES (?)')
    const values = () =>
      database
        .prepare('SELECT value FROM thing ORDER BY id')
        .all()
        .map(row => row['value'])
    return { database, add, values }
  }
  afterEach(() => {
    for (const database of opened.splice(0)) database.close()
  })

  it.each<Value>([
    null,
    0,
    -1,
    2 ** 40,
    Number.MAX_SAFE_INTEGER,
    0.1,
    1e300,
    '',
    'a “b” \n 🙂',
    new Uint8Array([0, 1, 255]),
  ])('gives back %o as it was put in', value => {
    const { add, values } = table()
    add.run(value)
    expect(values()).toEqual([value])
  })

  it('takes a part of a larger buffer as a BLOB', () => {
    const { add, values } = table()
    add.run(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))
    expect(values()).toEqual([new Uint8Array([2, 3])])
  })

  it('gives BLOBs that stay as they are when the next ones are read', () => {
    const { database, add } = table()
    add.run(new Uint8Array(10_000).fill(1))
    add.run(new Uint8Array(10_000).fill(2))
    const read = (id: number) =>
      database.prepare('SELECT value FROM thing WHERE id = ?').get<{ value: Uint8Array }>(id)?.value
    const [first, second] = [read(1), read(2)]
    expect(first?.every(byte => byte === 1)).toBe(true)
    expect(second?.every(byte => byte === 2)).toBe(true)
  })

  it('answers the number of changes and the newest row id', () => {
    const { database, add } = table()
    expect(add.run('a')).toEqual({ changes: 1, lastRowId: 1 })
    expect(add.run('b')).toEqual({ changes: 1, lastRowId: 2 })
    expect(database.prepare('UPDATE thing SET value = ?').run('c').changes).toBe(2)
  })

  it('answers undefined for a row that is not there', () => {
    expect(table().database.prepare('SELECT * FROM thing').get()).toBeUndefined()
  })

  it('keeps what was written when it is opened again', () => {
    const { add } = table()
    add.run('kept')
    for (const database of opened.splice(0)) database.close()
    expect(open().prepare('SELECT value FROM thing').all()).toEqual([{ value: 'kept' }])
  })

  it('uses the page size given when the file is made', () => {
    expect(open('paged.db', { pageSize: 16384 }).prepare('PRAGMA page_size').get()).toEqual({
      page_size: 16384,
    })
  })

  it.each([
    ['full', 2],
    ['normal', 1],
  ] as const)('runs with durability %s as synchronous = %i', (durability, level) => {
    expect(open('a.db', { durability }).prepare('PRAGMA synchronous').get()).toEqual({ synchronous: level })
  })

  it('searches full text by trigrams', () => {
    const database = open()
    database.exec("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'trigram')")
    database.prepare('INSERT INTO words VALUES (?)').run('ipc_client_retries_total')
    expect(database.prepare('SELECT body FROM words WHERE words MATCH ?').all('retries')).toHaveLength(1)
  })

  describe('a transaction', () => {
    it('keeps all of it', () => {
      const { database, add, values } = table()
      expect(
        database.transaction(() => {
          add.run(1)
          add.run(2)
          return 'done'
        }),
      ).toBe('done')
      expect(values()).toEqual([1, 2])
    })

    it('keeps nothing of one that throws', () => {
      const { database, add, values } = table()
      const work = () => {
        add.run(1)
        throw new Error('no')
      }
      expect(() => database.transaction(work)).toThrow('no')
      expect(values()).toEqual([])
    })

    it('undoes only the inner one when that throws and the outer one goes on', () => {
      const { database, add, values } = table()
      database.transaction(() => {
        add.run('outer')
        expect(() =>
          database.transaction(() => {
            add.run('inner')
            throw new Error('no')
          }),
        ).toThrow('no')
        add.run('after')
      })
      expect(values()).toEqual(['outer', 'after'])
    })
  })

  describe('in trouble', () => {
    it('says that there is no room, keeps nothing of that transaction, and goes on when there is room again', () => {
      const { database, add, values } = table()
      add.run('before')
      database.exec('PRAGMA max_page_count = 8')
      const fill = () =>
        database.transaction(() => {
          for (let i = 0; i < 100; i++) add.run(new Uint8Array(4000))
        })
      expect(troubleOf(fill)).toBe('full')
      expect(values()).toEqual(['before'])
      database.exec('PRAGMA max_page_count = 100000')
      fill()
      expect(values()).toHaveLength(101)
    })

    it('says that a file is no database', () => {
      writeFileSync(join(directory, 'junk.db'), 'x'.repeat(8192))
      expect(troubleOf(() => open('junk.db'))).toBe('corrupt')
    })

    it('says that a file is in use while it is open elsewhere', () => {
      open()
      expect(troubleOf(() => open())).toBe('locked')
    })

    it('says that a file cannot be written to', () => {
      const { database, add, values } = table()
      database.exec('PRAGMA query_only = ON')
      expect(troubleOf(() => add.run('no'))).toBe('readOnly')
      expect(values()).toEqual([])
    })

    it('says that a file cannot be made where nothing may be written', () => {
      writeFileSync(join(directory, 'file'), '')
      expect(troubleOf(() => open('file/a.db'))).toBe('readOnly')
    })

    it('lets wrong SQL be seen as what it is: a bug', () => {
      expect(() => open().exec('SELEKT 1')).toThrow(/syntax error/)
    })
  })
})
