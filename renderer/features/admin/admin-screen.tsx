import { useUnreadable } from '../../stores/unreadable'
import { Tag } from '../../ui/chip'
import { SideScreen } from '../../ui/side-screen'
import { count } from '../../ui/text/common'
import { KeyspacePage } from './keyspace/keyspace-page'
import { adminText } from './text'
import { UnreadablePage } from './unreadable-page'
import { UsersPage } from './users/users-page'

/** What only admins see, one page beside its navigation. */
export function AdminScreen() {
  const unreadable = useUnreadable(state => state.values.length)
  const { pages, navigation } = adminText
  return (
    <SideScreen
      label={navigation}
      pages={[
        { path: '/admin/users', name: pages.users, Component: UsersPage },
        { path: '/admin/keyspace', name: pages.keyspace, Component: KeyspacePage },
        {
          ...{ path: '/admin/unreadable', name: pages.unreadable, Component: UnreadablePage },
          mark: unreadable > 0 && <Tag tone="warn">{count(unreadable)}</Tag>,
        },
      ]}
    />
  )
}
