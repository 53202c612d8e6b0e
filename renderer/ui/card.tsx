import type { ReactNode } from 'react'
import { classes } from './classes'

export interface CardProps {
  title?: string
  /** What stands beside the title, at the right. */
  aside?: ReactNode
  children: ReactNode
  className?: string
}

/** A surface with a line around it. With a title it is a region that screen readers can jump to. */
export function Card({ title, aside, children, className }: CardProps) {
  return (
    <section
      aria-label={title}
      className={classes('flex flex-col rounded-card border border-line bg-surface shadow-raised', className)}
    >
      {title && (
        <header className="flex min-h-11 shrink-0 items-center justify-between gap-3 border-line border-b px-4">
          <h2 className="text-panel">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}
