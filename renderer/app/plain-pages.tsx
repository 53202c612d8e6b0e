import type { ReactNode } from 'react'
import { BrandMark } from '../ui/brand'
import { Spinner } from '../ui/spinner'
import { commonText } from '../ui/text/common'
import { appText } from './text'

/** One message in the middle of an otherwise empty page. */
function PlainPage({ title, icon, children }: { title: string; icon?: ReactNode; children?: ReactNode }) {
  return (
    <main className="grid h-full place-content-center justify-items-center gap-3 p-8 text-center">
      <BrandMark size={40} />
      <h1 className="flex items-center gap-2 text-title">
        {icon}
        {title}
      </h1>
      {children}
    </main>
  )
}

/** The page has no key to a terminal: it says how to get one. */
export function NoKey() {
  return (
    <PlainPage title={appText.noKey.title}>
      <p className="max-w-[56ch] text-ink-soft">{appText.noKey.body}</p>
      <p className="max-w-[56ch] text-label">{appText.noKey.next}</p>
    </PlainPage>
  )
}

/** The very first connection is being made. Shows nothing while that takes under 200 ms. */
export function Connecting() {
  return (
    <div className="h-full animate-appear" role="status">
      <PlainPage title={appText.connecting.title} icon={<Spinner />}>
        <p className="text-ink-soft">{commonText.product}</p>
      </PlainPage>
    </div>
  )
}

/** A signed-in user for whom no screen is meant. */
export function NoScreens({ role }: { role: string }) {
  return (
    <PlainPage title={appText.noScreens.title(role)}>
      <p className="text-ink-soft">{appText.noScreens.body}</p>
    </PlainPage>
  )
}
