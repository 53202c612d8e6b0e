import type { ReactNode } from 'react'

export interface PageProps {
  title: string
  /** What it is for, in a line. */
  intro?: string
  /** Stands before the title: the way back. */
  before?: ReactNode
  /** What stands at the right of the head. */
  actions?: ReactNode
  children: ReactNode
}

/** A page beside a navigation: what it is for, then its panels in the room that is left. */
export function Page({ title, intro, before, actions, children }: PageProps) {
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-3 p-4">
      <header className="flex min-h-8 shrink-0 items-center gap-2.5">
        {before}
        <h1 className="min-w-0 truncate text-title">{title}</h1>
        <p className="min-w-0 grow truncate pt-1 text-ink-faint text-meta">{intro}</p>
        {actions}
      </header>
      {children}
    </div>
  )
}
