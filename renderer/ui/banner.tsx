import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'

const looks = {
  danger: {
    box: 'border-danger-line bg-danger-soft',
    disc: 'bg-danger-fill text-on-accent',
    title: 'text-danger',
    Icon: TriangleAlert,
  },
  warn: {
    box: 'border-warn-line bg-warn-soft',
    disc: 'bg-warn-fill/20 text-warn',
    title: 'text-warn',
    Icon: CircleAlert,
  },
  ok: {
    box: 'border-ok-line bg-ok-soft',
    disc: 'bg-ok-fill/20 text-ok',
    title: 'text-ok',
    Icon: CircleCheck,
  },
}

export interface BannerProps {
  tone: keyof typeof looks
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** A strip across the screen under the top bar: what is wrong, since when, and what happens next. Read out at once. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  const { box, disc, title: titleLook, Icon } = looks[tone]
  return (
    <section
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classes('flex min-h-15 shrink-0 items-center gap-3.5 border-b px-4 py-2', box)}
    >
      <span className={classes('grid size-9 shrink-0 place-items-center rounded-full', disc)}>
        <Icon size={18} aria-hidden />
      </span>
      <div className="min-w-0 grow">
        <p className={classes('text-tender', titleLook)}>{title}</p>
        {children && <div className="text-ink-soft">{children}</div>}
      </div>
      {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
    </section>
  )
}

/** The same in small, inside a form or a panel. */
export function Notice({ tone, title, children }: Omit<BannerProps, 'actions'>) {
  const { box, title: titleLook, Icon } = looks[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classes('flex gap-2.5 rounded-control border px-3 py-2.5', box)}
    >
      <Icon size={16} aria-hidden className={classes('mt-px shrink-0', titleLook)} />
      <div className="min-w-0">
        <p className={classes('text-label', titleLook)}>{title}</p>
        {children && <div className="text-ink-soft">{children}</div>}
      </div>
    </div>
  )
}
