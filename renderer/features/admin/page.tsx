import type { ReactNode } from 'react'

/** A page of the administration: what it is for, then its panels in the room that is left. */
export function Page({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  return (
    <div className="flex min-h-0 min-w-0 flex-col gap-3 p-4">
      <header className="flex min-h-8 items-baseline gap-2.5">
        <h1 className="text-title">{title}</h1>
        <p className="text-ink-faint text-meta">{intro}</p>
      </header>
      {children}
    </div>
  )
}
