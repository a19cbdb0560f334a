/** Light or dark: as the system says, until somebody chooses; the choice is kept by the browser. */
import { useEffect, useState } from 'preact/hooks'

export type Theme = 'light' | 'dark'
export type ThemeChoice = Theme | 'system'

const key = 'pactwire.theme'
const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

let choice: ThemeChoice = stored()

export function theme(): Theme {
  if (choice !== 'system') return choice
  return systemIsDark.matches ? 'dark' : 'light'
}

export function chooseTheme(chosen: ThemeChoice): void {
  choice = chosen
  keep(chosen)
  applyTheme()
}

/** Sets what the style sheets look at, and tells who draws by himself. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme()
  for (const listener of listeners) listener()
}

export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useTheme(): { readonly theme: Theme; readonly choice: ThemeChoice } {
  const [now, setNow] = useState(() => ({ theme: theme(), choice }))
  useEffect(() => onThemeChange(() => setNow({ theme: theme(), choice })), [])
  return now
}

systemIsDark.addEventListener('change', applyTheme)

/** Browsers can refuse storage; the page works without. */
function stored(): ThemeChoice {
  try {
    const text = localStorage.getItem(key)
    return text === 'light' || text === 'dark' ? text : 'system'
  } catch {
    return 'system'
  }
}

function keep(chosen: ThemeChoice): void {
  try {
    if (chosen === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, chosen)
  } catch {
    // It is not kept, then.
  }
}
