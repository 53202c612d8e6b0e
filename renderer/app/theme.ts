import { create } from 'zustand'

/** What a person chose; `system` follows the computer. */
export type Theme = 'light' | 'dark' | 'system'

const storageName = 'ticketcd.theme'
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')

export const useTheme = create<{ theme: Theme }>(() => ({ theme: storedTheme() }))

/** Puts the chosen theme on the page, and keeps it there when the choice or the computer's own theme changes. */
export function applyTheme(): void {
  const apply = () => {
    const { theme } = useTheme.getState()
    const dark = theme === 'dark' || (theme === 'system' && systemIsDark.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }
  apply()
  useTheme.subscribe(apply)
  systemIsDark.addEventListener('change', apply)
}

/** Chooses a theme, for this computer. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageName, theme)
  useTheme.setState({ theme })
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(storageName)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}
