import { type Cell } from '#client/app/cell.ts'
import { stored } from '#client/app/stored.ts'

export const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

/** The look this person wants; stored by the browser. */
export const theme: Cell<Theme> = stored<Theme>(
  'theme',
  text => themes.find(each => each === text) ?? 'system',
  name => name,
)

/** Keeps the page in the chosen look; called once, before anything is drawn. */
export function followTheme(): void {
  const show = () => {
    const chosen = theme.get()
    if (chosen === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = chosen
  }
  show()
  theme.subscribe(show)
}
