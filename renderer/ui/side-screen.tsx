import type { ComponentType, ReactNode } from 'react'
import { Link, Redirect, Route, Switch, useRoute } from 'wouter'
import { classes } from './classes'

export interface SidePage {
  /** Behind the `#` of the address; a page with addresses below its own names them with `/*?`. */
  path: string
  name: string
  Component: ComponentType
  /** What stands beside the name in the navigation. */
  mark?: ReactNode
}

/** A screen of several pages: their names at the left, one of them beside it. */
export function SideScreen({ label, pages }: { label: string; pages: readonly SidePage[] }) {
  const first = pages[0]
  return (
    <div className="grid h-full grid-cols-[196px_minmax(0,1fr)]">
      <nav aria-label={label} className="border-line border-r bg-surface p-2">
        {pages.map(page => (
          <PageLink key={page.path} page={page} />
        ))}
      </nav>
      <Switch>
        {pages.map(({ path, Component }) => (
          <Route key={path} path={path}>
            <Component />
          </Route>
        ))}
        <Route>{first && <Redirect to={addressOf(first)} replace />}</Route>
      </Switch>
    </div>
  )
}

const addressOf = ({ path }: SidePage) => path.replace('/*?', '')

function PageLink({ page }: { page: SidePage }) {
  const [isHere] = useRoute(page.path)
  return (
    <Link
      href={addressOf(page)}
      aria-current={isHere ? 'page' : undefined}
      className={classes(
        'flex h-8 items-center justify-between rounded-control px-2 transition-colors',
        isHere ? 'bg-accent-soft font-[550] text-accent' : 'text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      {page.name}
      {page.mark}
    </Link>
  )
}
