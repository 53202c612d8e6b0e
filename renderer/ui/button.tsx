import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes'
import { Kbd } from './kbd'
import { Spinner } from './spinner'

const kinds = {
  plain: 'border-line-strong bg-surface text-ink enabled:hover:bg-hover',
  primary:
    'border-accent-fill bg-accent-fill text-on-accent enabled:hover:border-accent-hover enabled:hover:bg-accent-hover',
  quiet: 'border-transparent text-ink-soft enabled:hover:bg-hover enabled:hover:text-ink',
  danger: 'border-danger-line bg-surface text-danger enabled:hover:bg-danger-soft',
}

const sizes = {
  small: 'h-7 gap-1.5 px-2.5 text-label',
  /** Several of them in a narrow row. */
  tight: 'h-7 gap-1 px-1 font-[550] text-meta',
  medium: 'h-8 gap-1.5 px-3 text-label',
  /** What fingers press: 44 px. */
  touch: 'h-11 gap-1.5 px-4 text-label',
  'touch-tight': 'h-11 gap-1.5 px-1.5 text-label',
  tender: 'h-13 gap-1.5 px-4 text-tender',
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  kind?: keyof typeof kinds
  size?: keyof typeof sizes
  icon?: ReactNode
  /** The key that does the same, shown beside the words. */
  keys?: string | undefined
  /** What was asked is on its way: the button cannot be pressed again, and says so after 200 ms. */
  busy?: boolean
  children: ReactNode
}

/** A button with words. An icon alone is `IconButton`. */
export function Button({ kind = 'plain', size = 'medium', icon, keys, busy = false, ...props }: ButtonProps) {
  const { className, children, disabled, type = 'button', ...rest } = props
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classes(
        'inline-flex items-center justify-center whitespace-nowrap rounded-control border transition-colors',
        'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off',
        kinds[kind],
        sizes[size],
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      {children}
      {keys && <Kbd onFill={kind === 'primary'}>{keys}</Kbd>}
    </button>
  )
}

/** A square button that shows only an icon; `label` is its name. */
export function IconButton({
  label,
  size = 'medium',
  className,
  ...rest
}: ComponentProps<'button'> & { label: string; size?: 'small' | 'medium' | 'touch' }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classes(
        'inline-grid shrink-0 place-items-center rounded-control text-ink-soft transition-colors',
        'enabled:hover:bg-hover enabled:hover:text-ink disabled:cursor-not-allowed disabled:text-ink-off',
        size === 'small' ? 'size-7' : size === 'medium' ? 'size-8' : 'size-11',
        className,
      )}
    />
  )
}
