import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown, LogOut } from 'lucide-react'
import type { SessionUser } from '#shared/contract/session'
import { signOut } from '../stores/session'
import { isCallFailure } from '../transport'
import { MenuPanel, menuItemLook, menuLabelLook } from '../ui/menu'
import { commonText } from '../ui/text/common'
import { appText } from './text'
import { chooseTheme, type Theme, useTheme } from './theme'

const themes: readonly Theme[] = ['light', 'dark', 'system']

/** Who is signed in, with how the page looks and the way out. */
export function UserMenu({ user }: { user: SessionUser }) {
  const theme = useTheme(state => state.theme)
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={appText.menu.label(user.name)}
        className="-mr-2 flex items-center gap-2 rounded-control px-2 py-1 text-left outline-offset-0 transition-colors hover:bg-hover"
      >
        <span className="grid max-w-36 text-meta">
          <span className="truncate font-semibold">{user.name}</span>
          <span className="text-ink-faint">{commonText.roles[user.role]}</span>
        </span>
        <ChevronDown size={14} aria-hidden className="text-ink-faint" />
      </Menu.Trigger>
      <MenuPanel>
        <Menu.Group>
          <Menu.GroupLabel className={menuLabelLook}>{appText.menu.theme}</Menu.GroupLabel>
          <Menu.RadioGroup value={theme} onValueChange={chooseTheme}>
            {themes.map(value => (
              <Menu.RadioItem key={value} value={value} className={menuItemLook}>
                <Menu.RadioItemIndicator className="absolute left-2">
                  <Check size={16} aria-hidden />
                </Menu.RadioItemIndicator>
                {appText.menu.themes[value]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Group>
        <Menu.Separator className="my-1 border-line border-t" />
        <Menu.Item className={menuItemLook} onClick={() => void leave()}>
          <LogOut size={16} aria-hidden className="absolute left-2" />
          {appText.menu.signOut}
        </Menu.Item>
      </MenuPanel>
    </Menu.Root>
  )
}

async function leave() {
  try {
    await signOut()
  } catch (failure) {
    // The page has forgotten the session either way; a terminal that could not be told loses it with the connection.
    if (!isCallFailure(failure)) throw failure
  }
}
