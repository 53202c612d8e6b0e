import { randomBytes } from 'node:crypto'
import type { SessionUser } from '#shared/contract/session'
import type { UserSummary } from '#shared/contract/users'
import type { Role } from '#shared/domain/roles'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { absent, put } from '../../cluster/txn'
import { keyspace, prefixEnd, type User } from '../../keyspace'
import type { Replica } from '../../replica'
import type { Book } from '../book'
import type { Clock } from '../clock'
import { hashPassword, passwordFits } from './passwords'
import { createSignInPauses } from './sign-in-pauses'

export interface NewUser {
  username: string
  name: string
  role: Role
  password: string
}

/** Who may use this terminal, and who does. */
export interface Users {
  /** @throws Refusal `SIGN_IN_FAILED`, `SIGN_IN_PAUSED` */
  signIn(username: string, password: string): Promise<{ token: string; user: SessionUser }>
  /** The user behind a session as they are now: a role that was changed, or a user disabled, counts at once. */
  whoIs(token: string): SessionUser | undefined
  signOut(token: string): void
  list(): UserSummary[]
  create(by: SessionUser, user: NewUser): Promise<UserSummary>
  /** The first admin of a cluster nobody can sign in to. @throws Refusal `ALREADY_SET_UP` */
  setUp(user: Omit<NewUser, 'role'>): Promise<{ token: string; user: SessionUser }>
}

export function createUsers(options: {
  connection: Connection
  replica: Replica
  book: Book
  clock: Clock
}): Users {
  const { connection, replica, book, clock } = options
  const sessions = new Map<string, SessionUser>()
  const pauses = createSignInPauses(clock)

  const open = (user: SessionUser) => {
    const token = randomBytes(24).toString('base64url')
    sessions.set(token, user)
    return { token, user }
  }

  const stored = async ({ username, name, role, password }: NewUser): Promise<User> => ({
    ...{ username, name, role },
    state: 'active',
    passwordHash: await hashPassword(password),
  })

  return {
    async signIn(username, password) {
      pauses.check(username)
      const kv = await connection.get(keyspace.user.key(username))
      const user = kv && keyspace.user.read(kv)
      const fits = await passwordFits(user?.passwordHash, password)
      if (!user || !fits || user.state !== 'active') {
        pauses.failed(username)
        throw new Refusal('SIGN_IN_FAILED', {})
      }
      pauses.succeeded(username)
      return open({ username, name: user.name, role: user.role })
    },

    whoIs(token) {
      const session = sessions.get(token)
      if (!session || session.role === 'customer') return session
      const now = replica.state.staff.get(session.username)
      // Somebody made a moment ago is known here before the picture shows them.
      if (!now) return replica.state.unreadable.has(keyspace.user.key(session.username)) ? undefined : session
      if (now.state !== 'active') {
        sessions.delete(token)
        return undefined
      }
      return { username: now.username, name: now.name, role: now.role }
    },

    signOut: token => void sessions.delete(token),

    list: () => [...replica.state.staff.values()].sort((a, b) => a.name.localeCompare(b.name)),

    async create(by, user) {
      const key = keyspace.user.key(user.username)
      const value = await stored(user)
      const { username, name, role, state } = value
      const { succeeded } = await book.administer({
        compare: [absent(key)],
        success: [put(key, keyspace.user.encode(value))],
        entry: { actor: by.username, action: 'user-created', subject: key, detail: { name, role } },
      })
      if (!succeeded) throw new Refusal('USERNAME_TAKEN', { username })
      return { username, name, role, state }
    },

    async setUp(user) {
      const key = keyspace.user.key(user.username)
      const everybody = keyspace.user.prefix()
      const value = await stored({ ...user, role: 'admin' })
      const { username, name, role } = value
      const { succeeded } = await book.administer({
        // Nobody at all.
        compare: [{ key: everybody, rangeEnd: prefixEnd(everybody), target: 'create', is: '=', revision: 0 }],
        success: [put(key, keyspace.user.encode(value))],
        entry: { actor: username, action: 'first-admin', subject: key, detail: { name, role } },
      })
      if (!succeeded) throw new Refusal('ALREADY_SET_UP', {})
      return open({ username, name, role })
    },
  }
}
