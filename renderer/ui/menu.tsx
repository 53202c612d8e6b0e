import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { classes } from './classes'

/** How what floats above the page looks. */
export const floatingLook =
  'rounded-card border border-line bg-surface shadow-floating outline-none animate-rise'

/** An item of a `MenuPanel`; its icon stands `absolute left-2`. */
export const menuItemLook = classes(
  'relative flex h-8 cursor-default items-center rounded-control pr-3 pl-8 outline-none',
  'data-[highlighted]:bg-hover data-[disabled]:text-ink-off',
)

export const menuLabelLook = 'px-2 py-1.5 text-meta text-ink-faint'

/** The panel that a `Menu.Trigger` opens, under its right end. */
export function MenuPanel({ children }: { children: ReactNode }) {
  return (
    <Menu.Portal>
      <Menu.Positioner align="end" sideOffset={6} className="z-20">
        <Menu.Popup className={classes(floatingLook, 'min-w-48 p-1')}>{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}
