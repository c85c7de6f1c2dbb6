import { Settings } from 'lucide-react'
import { useLocation } from 'wouter'
import { openKeySheet, openPalette } from '#client/commands/CommandCenter.tsx'
import { openLinks } from '#client/links/LinksHost.tsx'
import { openSources } from '#client/sources/SourcesHost.tsx'
import { theme, themes } from '#client/theme/theme.ts'
import { leave, useSession } from '#client/access/session.ts'
import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import { Menu } from '#client/app/parts/Menu.tsx'
import { changePerson, usePerson } from '#client/app/person.tsx'
import { useZone } from '#client/app/zone.ts'

const themeWords = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

/** What a reader sets for themselves: look, zone, name; and the way to sources, palette and keys. */
export function SettingsMenu() {
  const [, go] = useLocation()
  const look = useCell(theme)
  const zone = useZone()
  const { person } = usePerson()
  const session = useSession()
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" aria-label="Settings">
          <Settings size={17} aria-hidden />
        </Button>
      }
      rows={[
        { heading: 'Look' },
        ...themes.map(each => ({
          title: themeWords[each],
          checked: each === look,
          run: () => theme.set(each),
        })),
        'line',
        { heading: 'Times' },
        { title: 'UTC', checked: zone.name === 'utc', run: () => zone.choose('utc') },
        { title: 'Local', checked: zone.name === 'local', run: () => zone.choose('local') },
        'line',
        { title: person === null ? 'Your name…' : `Your name: ${person.name}`, run: changePerson },
        { title: 'Data sources…', run: () => openSources() },
        { title: 'Links on labels…', run: openLinks },
        { title: 'What uses space', run: () => go('/space') },
        { title: 'Find a command', keys: 'mod+k', run: openPalette },
        { title: 'Keys', keys: '?', run: openKeySheet },
        ...(session.asked ? (['line', { title: 'Sign out', run: () => void leave() }] as const) : []),
      ]}
    />
  )
}
