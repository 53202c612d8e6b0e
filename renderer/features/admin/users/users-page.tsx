import { useCallback, useEffect, useState } from 'react'
import type { UserSummary } from '#shared/contract/users'
import { mayCall } from '#shared/domain/roles'
import { useUser } from '../../../stores/session'
import { terminal } from '../../../transport'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Tag } from '../../../ui/chip'
import { FailureNotice } from '../../../ui/failure-notice'
import { Page } from '../../../ui/page'
import { PinForm } from '../../../ui/pin-form'
import { Spinner } from '../../../ui/spinner'
import { Table } from '../../../ui/table'
import { commonText } from '../../../ui/text/common'
import { useAction } from '../../../ui/use-action'
import { adminText } from '../text'
import { NewUserForm } from './new-user-form'

const text = adminText.users

/** Who may sign in, and a form for one more. */
export function UsersPage() {
  const [users, setUsers] = useState<readonly UserSummary[]>()
  const { state, run: load } = useAction(
    useCallback(async () => setUsers(byName(await terminal.users.list())), []),
  )

  useEffect(() => void load(), [load])

  const add = (user: UserSummary) => setUsers(known => byName([...(known ?? []), user]))
  const [pinOf, setPinOf] = useState<UserSummary>()
  return (
    <Page title={text.title} intro={text.intro}>
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_320px] items-start gap-3">
        <Card className="max-h-full min-h-0 overflow-hidden">
          {users ? <UserTable users={users} onPin={setPinOf} /> : state.status === 'busy' && <Waiting />}
          {state.status === 'failed' && (
            <div className="grid justify-items-start gap-3 p-4">
              <FailureNotice state={state} />
              <Button onClick={() => void load()}>{text.again}</Button>
            </div>
          )}
        </Card>
        {pinOf ? (
          <PinCard key={pinOf.username} user={pinOf} onDone={() => setPinOf(undefined)} />
        ) : (
          <NewUserForm onMade={add} />
        )}
      </div>
    </Page>
  )
}

/** A new PIN for somebody else: the form of a new user comes back after it. */
function PinCard({ user: { username, name }, onDone }: { user: UserSummary; onDone(): void }) {
  const set = useCallback(
    async (pin: string) => void (await terminal.approvals.setPin({ username, pin })),
    [username],
  )
  return (
    <Card
      title={text.pinOf(name)}
      aside={
        <Button size="small" kind="quiet" onClick={onDone}>
          {commonText.close}
        </Button>
      }
    >
      <PinForm onSet={set} />
    </Card>
  )
}

function UserTable({ users, onPin }: { users: readonly UserSummary[]; onPin(user: UserSummary): void }) {
  const me = useUser()
  return (
    <Table<UserSummary>
      caption={text.title}
      rows={users}
      rowKey={user => user.username}
      columns={[
        {
          id: 'name',
          title: text.name,
          cell: user => (
            <span className="flex items-center gap-2 text-label">
              {user.name}
              {user.username === me?.username && <Tag tone="accent">{text.you}</Tag>}
            </span>
          ),
        },
        { id: 'username', title: text.username, cell: user => user.username, className: 'text-ink-soft' },
        { id: 'role', title: text.role, cell: user => commonText.roles[user.role] },
        { id: 'email', title: text.email, cell: user => user.email ?? '–', className: 'text-ink-soft' },
        {
          id: 'state',
          title: text.state,
          cell: user => <Tag tone={user.state === 'active' ? 'ok' : 'neutral'}>{text[user.state]}</Tag>,
        },
        {
          ...{ id: 'pin', title: text.pin, align: 'end' },
          cell: user =>
            user.state === 'active' &&
            mayCall('manager', user.role) && (
              <Button
                size="small"
                kind="quiet"
                aria-label={text.setPinOf(user.name)}
                onClick={() => onPin(user)}
              >
                {text.setPin}
              </Button>
            ),
        },
      ]}
    />
  )
}

function Waiting() {
  return (
    <p role="status" className="flex items-center gap-2 p-4 text-ink-soft">
      <Spinner /> <span className="animate-appear">{commonText.loading}</span>
    </p>
  )
}

function byName(users: readonly UserSummary[]): UserSummary[] {
  return [...users].sort((a, b) => a.name.localeCompare(b.name))
}
