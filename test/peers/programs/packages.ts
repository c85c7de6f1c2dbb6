import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * The real programs that these tests talk to, from Debian, unpacked into a cache directory of our own: neither the system's
 * packages nor its apt are touched. BLIPBOOK_PEERS names a directory that has the programs already.
 */
const cache = join(homedir(), '.cache', 'blipbook', 'peers')
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const run = promisify(execFile)

/**
 * Where each program comes from: our releases of the servers that we speak to from unstable, what needs libraries of this machine from its
 * own release.
 */
type Origin = { readonly suite: 'unstable' | 'own'; readonly path: string }

const origins: Readonly<Record<string, Origin>> = {
  nginx: { suite: 'own', path: 'usr/sbin/nginx' },
}
const plainOrigin = (name: string): Origin => ({ suite: 'unstable', path: `usr/bin/${name}` })

async function ownRelease(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8')
  return /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1] ?? 'stable'
}

const sourcesOf = (suite: string) => `Types: deb
URIs: http://deb.debian.org/debian
Suites: ${suite}
Components: main
Signed-By: ${keyring}
`

function aptOptions(apt: string): readonly string[] {
  const settings = {
    'Dir::Etc::sourcelist': join(apt, 'debian.sources'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache': apt,
    'Dir::Cache::archives': join(apt, 'archives'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': '',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

async function unpack(name: string, { suite }: Origin): Promise<void> {
  const release = suite === 'own' ? await ownRelease() : suite
  const apt = join(cache, 'apt', release)
  const [packages, root] = [join(cache, 'packages'), join(cache, 'root')]
  for (const directory of [join(apt, 'lists', 'partial'), join(apt, 'archives', 'partial'), packages, root])
    await mkdir(directory, { recursive: true })
  await writeFile(join(apt, 'debian.sources'), sourcesOf(release))
  await run('apt-get', [...aptOptions(apt), 'update'])
  await run('apt-get', [...aptOptions(apt), 'download', name], { cwd: packages })
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
  const origin = origins[name] ?? plainOrigin(name)
  const program = join(cache, 'root', origin.path)
  if (existsSync(program)) return program
  if (!existsSync(keyring))
    throw new Error(
      `${name} is got from Debian, which this is not: set BLIPBOOK_PEERS to a directory that has the program.`,
    )
  await unpack(name, origin)
  return program
}
