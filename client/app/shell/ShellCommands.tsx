import { useLocation } from 'wouter'
import { useCommands } from '#client/commands/registry.ts'
import { startNotebook } from '#client/library/start/start.ts'
import { openLinks } from '#client/links/LinksHost.tsx'
import { openSources } from '#client/sources/SourcesHost.tsx'
import { theme, themes } from '#client/theme/theme.ts'
import { leave, useSession } from '#client/access/session.ts'
import { changePerson } from '#client/app/person.tsx'
import { useZone } from '#client/app/zone.ts'

const group = 'Everywhere'

/** What can be done on every screen. */
export function ShellCommands() {
  const [path, go] = useLocation()
  const zone = useZone()
  const session = useSession()
  useCommands(
    [
      {
        id: 'go.library',
        title: 'Go to all investigations',
        group,
        keys: ['g l'],
        when: () => path !== '/',
        run: () => go('/'),
      },
      {
        id: 'go.space',
        title: 'See what uses space, and free it',
        group,
        when: () => path !== '/space',
        run: () => go('/space'),
      },
      { id: 'notebook.new', title: 'New investigation', group, run: () => void startNotebook(go) },
      { id: 'sources.open', title: 'Data sources: add, test, remove', group, run: openSources },
      { id: 'links.open', title: 'Links on labels: where a value leads', group, run: openLinks },
      {
        id: 'zone.switch',
        title: zone.name === 'utc' ? 'Show times in local time' : 'Show times in UTC',
        group,
        run: () => zone.choose(zone.name === 'utc' ? 'local' : 'utc'),
      },
      ...themes.map(each => ({
        id: `theme.${each}`,
        title: each === 'system' ? 'Look: as the system' : `Look: ${each}`,
        group,
        when: () => theme.get() !== each,
        run: () => theme.set(each),
      })),
      { id: 'person.change', title: 'Change your name and colour', group, run: changePerson },
      { id: 'session.end', title: 'Sign out', group, when: () => session.asked, run: () => void leave() },
    ],
    'shell',
  )
  return null
}
