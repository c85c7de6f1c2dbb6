import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * The real programs that these tests talk to, from Debian unstable, unpacked into a cache directory of our own: neither the system's
 * packages nor its apt are touched. BLIPBOOK_PEERS names a directory that has the programs already.
 */
const cache = join(homedir(), '.cache', 'blipbook', 'peers')
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const run = promisify(execFile)

const sources = `Types: deb
URIs: http://deb.debian.org/debian
Suites: unstable
Components: main
Signed-By: ${keyring}
`

function aptOptions(): readonly string[] {
  const apt = join(cache, 'apt')
  const settings = {
    'Dir::Etc::sourcelist': join(apt, 'unstable.sources'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache': apt,
    'Dir::Cache::archives': join(apt, 'archives'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': '',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

async function unpack(name: string): Promise<void> {
  const [apt, packages, root] = ['apt', 'packages', 'root'].map(part => join(cache, part)) as [
    string,
    string,
    string,
  ]
  for (const directory of [join(apt, 'lists', 'partial'), join(apt, 'archives', 'partial'), packages, root])
    await mkdir(directory, { recursive: true })
  await writeFile(join(apt, 'unstable.sources'), sources)
  await run('apt-get', [...aptOptions(), 'update'])
  await run('apt-get', [...aptOptions(), 'download', name], { cwd: packages })
  const file = (await readdir(packages))
    .filter(one => one.startsWith(`${name}_`))
    .sort()
    .at(-1)
  if (file === undefined) throw new Error(`Debian has no package ${name} for this machine`)
  await run('dpkg-deb', ['-x', join(packages, file), root])
}

/** The path of a program, from the package of the same name; got over the network the first time. */
export async function programOf(name: string): Promise<string> {
  const given = process.env['BLIPBOOK_PEERS']
  if (given !== undefined) return join(given, name)
  const program = join(cache, 'root', 'usr', 'bin', name)
  if (existsSync(program)) return program
  if (!existsSync(keyring))
    throw new Error(
      `${name} is got from Debian, which this is not: set BLIPBOOK_PEERS to a directory that has the program.`,
    )
  await unpack(name)
  return program
}
