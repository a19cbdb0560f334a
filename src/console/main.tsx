/** Where the page begins. */
import './styles/tokens.css'
import './styles/base.css'
import { render } from 'preact'
import { Shell } from './shell/shell.tsx'
import { applyTheme } from './theme.ts'

applyTheme()
const place = document.getElementById('app')
if (place !== null) render(<Shell />, place)
