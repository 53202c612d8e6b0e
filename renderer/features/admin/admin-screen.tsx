import { Link, Redirect, Route, Switch, useRoute } from 'wouter'
import { useUnreadable } from '../../stores/unreadable'
import { Tag } from '../../ui/chip'
import { classes } from '../../ui/classes'
import { count } from '../../ui/text/common'
import { KeyspacePage } from './keyspace/keyspace-page'
import { adminText } from './text'
import { UnreadablePage } from './unreadable-page'
import { UsersPage } from './users/users-page'

const pages = [
  { path: '/admin/users', name: adminText.pages.users, Component: UsersPage },
  { path: '/admin/keyspace', name: adminText.pages.keyspace, Component: KeyspacePage },
  { path: '/admin/unreadable', name: adminText.pages.unreadable, Component: UnreadablePage },
] as const

/** What only admins see, one page beside its navigation. */
export function AdminScreen() {
  const unreadable = useUnreadable(state => state.values.length)
  return (
    <div className="grid h-full grid-cols-[196px_minmax(0,1fr)]">
      <nav aria-label={adminText.navigation} className="border-line border-r bg-surface p-2">
        {pages.map(({ path, name }) => (
          <PageLink
            key={path}
            path={path}
            name={name}
            alarms={path === '/admin/unreadable' ? unreadable : 0}
          />
        ))}
      </nav>
      <Switch>
        {pages.map(({ path, Component }) => (
          <Route key={path} path={path} component={Component} />
        ))}
        <Route>
          <Redirect to={pages[0].path} replace />
        </Route>
      </Switch>
    </div>
  )
}

function PageLink({ path, name, alarms }: { path: string; name: string; alarms: number }) {
  const [isHere] = useRoute(path)
  return (
    <Link
      href={path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(
        'flex h-8 items-center justify-between rounded-control px-2 transition-colors',
        isHere ? 'bg-accent-soft font-[550] text-accent' : 'text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      {name}
      {alarms > 0 && <Tag tone="warn">{count(alarms)}</Tag>}
    </Link>
  )
}
