import './theme/tokens.css'
import './theme/fonts.css'
import './theme/global.css'
import { screenAhead } from '#client/app/shell/screens.ts'
import { followTheme } from './theme/theme.ts'

followTheme()
screenAhead(location.pathname)
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place to draw in.')
const shown = root
void import('#client/app/shell/start.tsx').then(({ start }) => start(shown))
