import type { ReactNode } from 'react'
import { classes } from './classes'

/** The name of a key. `onFill` is for keys on a filled button. */
export function Kbd({ children, onFill = false }: { children: ReactNode; onFill?: boolean }) {
  return (
    <kbd
      className={classes(
        'inline-flex h-[18px] min-w-5 items-center justify-center rounded-key border px-1 font-sans text-key',
        onFill ? 'border-current/50' : 'border-line-strong bg-sunken text-ink-soft',
      )}
    >
      {children}
    </kbd>
  )
}
