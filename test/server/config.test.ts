import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, settingsTable } from '#server/config.ts'

const problemsOf = (environment: Record<string, string>) => {
  const read = readSettings(environment)
  return read.ok ? [] : read.problems
}

const shortPassword =
  'BLIPBOOK_PASSWORD: wants at least 8 characters (shorter ones are guessed), or `file:PATH` of a file that holds them'

describe('the settings', () => {
  it('are those of the table when nothing is set', () => {
    const read = readSettings({})
    expect(read.ok && { ...read.settings, data: '' }).toMatchObject({
      port: 4780,
      host: '127.0.0.1',
      demo: true,
    })
  })

  it('take what the environment says', () => {
    const read = readSettings({
      BLIPBOOK_PORT: '0',
      BLIPBOOK_DEMO: 'off',
      BLIPBOOK_CACHE_MB: '8',
      BLIPBOOK_HOST: 'localhost',
    })
    expect(read.ok && read.settings).toMatchObject({
      port: 0,
      demo: false,
      cacheBytes: 8_388_608,
      host: 'localhost',
    })
  })

  it('take networks, none unless told', () => {
    const read = readSettings({ BLIPBOOK_DENY_NETWORKS: '10.0.0.0/8, fd00::/8' })
    expect(read.ok && read.settings).toMatchObject({
      denyNetworks: ['10.0.0.0/8', 'fd00::/8'],
      allowNetworks: [],
      sourceConcurrency: 6,
    })
  })

  it.each([
    [{ BLIPBOOK_PORT: '70000' }, 'BLIPBOOK_PORT=70000: wants a whole number from 0 to 65535'],
    [{ BLIPBOOK_PORT: '-1' }, 'BLIPBOOK_PORT=-1: wants a whole number from 0 to 65535'],
    [{ BLIPBOOK_DEMO: 'yes' }, 'BLIPBOOK_DEMO=yes: wants `on` or `off`'],
    [
      { BLIPBOOK_HOST: '0.0.0.0' },
      'BLIPBOOK_HOST=0.0.0.0: others could come in; set BLIPBOOK_PASSWORD (at least 8 characters) too',
    ],
    [
      { BLIPBOOK_HOST: 'a b', BLIPBOOK_PASSWORD: 'long enough' },
      'BLIPBOOK_HOST=a b: wants an address of this machine, such as 127.0.0.1 or 0.0.0.0',
    ],
    [{ BLIPBOOK_HOST: '0.0.0.0', BLIPBOOK_PASSWORD: 'seven77' }, shortPassword],
    [{ BLIPBOOK_PASSWORD: 'file:/nowhere/to/be/found' }, shortPassword],
    [
      { BLIPBOOK_ADDRESS: 'blipbook.example' },
      'BLIPBOOK_ADDRESS=blipbook.example: wants an address such as https://blipbook.example, without a path',
    ],
    [
      { BLIPBOOK_ADDRESS: 'https://a.example/b' },
      'BLIPBOOK_ADDRESS=https://a.example/b: wants an address such as https://blipbook.example, without a path',
    ],
    [{ BLIPBOOK_QUERY_TIMEOUT: '5s' }, 'BLIPBOOK_QUERY_TIMEOUT=5s: wants milliseconds, from 100 to 3600000'],
    [{ BLIPBOOK_DATA: '' }, 'BLIPBOOK_DATA=: wants a directory'],
    [
      { BLIPBOOK_DENY_NETWORKS: '10.0.0.0/33' },
      'BLIPBOOK_DENY_NETWORKS=10.0.0.0/33: wants networks such as 10.0.0.0/8, fd00::/8',
    ],
    [
      { BLIPBOOK_ALLOW_NETWORKS: 'localhost' },
      'BLIPBOOK_ALLOW_NETWORKS=localhost: wants networks such as 169.254.20.0/24',
    ],
  ])('refuse %j', (environment, problem) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual([problem])
  })

  it('take a password, or a file that holds it, and an address', () => {
    const directory = mkdtempSync(join(tmpdir(), 'blipbook-config-'))
    writeFileSync(join(directory, 'password'), 'from a file \n')
    const passwordOf = (text: string) => {
      const read = readSettings({
        BLIPBOOK_HOST: '0.0.0.0',
        BLIPBOOK_PASSWORD: text,
        BLIPBOOK_ADDRESS: 'https://Blipbook.example/',
      })
      return read.ok && [read.settings.password, read.settings.address]
    }
    expect(passwordOf('long enough')).toEqual(['long enough', 'https://blipbook.example'])
    expect(passwordOf(`file:${directory}/password`)).toEqual(['from a file ', 'https://blipbook.example'])
    rmSync(directory, { recursive: true })
  })

  it('are all said wrong at once', () => {
    expect(problemsOf({ BLIPBOOK_PORT: 'x', BLIPBOOK_DEMO: 'x' })).toHaveLength(2)
  })

  it.each(Object.values(settingsTable))('$variable stands in the README with its default', row => {
    const lines = readFileSync('README.md', 'utf8')
      .split('\n')
      .map(line => line.replace(/ +/g, ' '))
    const value = row.default === '' ? '' : `\`${row.default}\``
    expect(lines).toContain(`| \`${row.variable}\` | ${value} | ${row.meaning} |`.replace(/ +/g, ' '))
  })
})
