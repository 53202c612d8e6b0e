import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes'

/** A round button that is on or off; several beside each other filter a list. */
export function Chip({ pressed, className, ...rest }: ComponentProps<'button'> & { pressed: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      aria-pressed={pressed}
      className={classes(
        'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 text-meta font-[550] transition-colors',
        pressed
          ? 'border-ink bg-ink text-surface'
          : 'border-line-strong bg-surface text-ink-soft hover:bg-hover hover:text-ink',
        className,
      )}
    />
  )
}

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger'

const tagTones: Record<Tone, string> = {
  neutral: 'bg-hover text-ink-soft',
  accent: 'bg-accent-soft text-accent',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
}

/** A word or two about a state. The tone supports the words and never stands for them. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-key px-1.5 text-meta font-[550]',
        tagTones[tone],
      )}
    >
      {children}
    </span>
  )
}

const dotTones: Record<Tone, string> = {
  neutral: 'bg-ink-off',
  accent: 'bg-accent-fill',
  ok: 'bg-ok-fill',
  warn: 'bg-warn-fill',
  danger: 'bg-danger-fill',
}

/** A point beside words that say the same. */
export function Dot({ tone }: { tone: Tone }) {
  return <span aria-hidden className={classes('size-2 shrink-0 rounded-full', dotTones[tone])} />
}
