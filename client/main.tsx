import './theme/tokens.css'
import './theme/fonts.css'
import './theme/global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#client/app/shell/App.tsx'
import { followTheme } from './theme/theme.ts'

followTheme()
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place to draw in.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
