import type { SessionUser } from '#shared/contract/session'
import { mayCall } from '#shared/domain/roles'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace, type User } from '../../keyspace'
import type { Book } from '../book'
import { hashPassword, passwordFits } from './passwords'

/** Wrong PINs in a row, at whichever terminals, after which only a new PIN opens it again. */
export const wrongPinsAtMost = 5
/** How often a try is counted anew because another terminal was faster. */
const countTries = 8

type Actor = Pick<SessionUser, 'username'>

/** The short numbers with which supervisors say yes at somebody else's till. */
export interface Pins {
  /** A new PIN, for oneself or, by an admin, for anybody who may give approvals; it opens one that was locked. */
  set(by: SessionUser, input: { username: string; pin: string }): Promise<void>
  /**
   * Who this PIN belongs to, when it fits. `asking` is whoever's till it is typed at.
   * @throws Refusal `PIN_WRONG`, `PIN_LOCKED`, `PIN_NOT_SET`, or `FORBIDDEN` for somebody who may not give approvals
   */
  check(asking: Actor, username: string, pin: string): Promise<{ username: string; name: string }>
}

export function createPins(options: { connection: Connection; book: Book }): Pins {
  const { connection, book } = options

  const found = async (username: string) => {
    const kv = await connection.get(keyspace.user.key(username))
    const user = kv && keyspace.user.edit(kv)
    if (!kv || !user) throw new Refusal('NOT_FOUND', { what: 'user', id: username })
    if (user.state !== 'active' || !mayCall('manager', user.role))
      throw new Refusal('FORBIDDEN', { needs: 'manager' })
    return { kv, user }
  }

  /** Counts a try before the PIN is looked at: of many guesses at once, at many tills, no more than five are. */
  const counted = async (asking: Actor, username: string): Promise<User> => {
    for (let tries = 0; tries < countTries; tries++) {
      const { kv, user } = await found(username)
      if (!user.pinHash) throw new Refusal('PIN_NOT_SET', { name: user.name })
      const wrong = user.wrongPins ?? 0
      if (wrong >= wrongPinsAtMost) throw new Refusal('PIN_LOCKED', { name: user.name })
      const next = { ...user, wrongPins: wrong + 1 }
      const isLast = next.wrongPins === wrongPinsAtMost
      const step = {
        compare: [unchanged(kv.key, kv.modRevision)],
        success: [put(kv.key, keyspace.user.encode(next))],
      }
      // The try that may lock it is a matter of record, whichever way it ends.
      const last = { action: 'pin-last-try', subject: kv.key, detail: { wrong, name: user.name } }
      const entry = { actor: asking.username, ...last }
      const { succeeded } = isLast
        ? await book.administer({ ...step, entry })
        : await connection.txn({ ...step, failure: [] })
      if (succeeded) return next
    }
    throw new Refusal('EDITED_MEANWHILE', { what: username })
  }

  const forgiven = async (username: string) => {
    for (let tries = 0; tries < countTries; tries++) {
      const { kv, user } = await found(username)
      const compare = [unchanged(kv.key, kv.modRevision)]
      const { wrongPins: _, ...rest } = user
      const text = keyspace.user.encode(rest as User)
      if ((await connection.txn({ compare, success: [put(kv.key, text)], failure: [] })).succeeded) return
    }
    throw new Refusal('EDITED_MEANWHILE', { what: username })
  }

  return {
    async set(by, { username, pin }) {
      if (by.username !== username && !mayCall('admin', by.role))
        throw new Refusal('FORBIDDEN', { needs: 'admin' })
      const { kv, user } = await found(username)
      const { wrongPins: _, ...rest } = user
      const next = { ...rest, pinHash: await hashPassword(pin) } as User
      const { succeeded } = await book.administer({
        compare: [unchanged(kv.key, kv.modRevision)],
        success: [put(kv.key, keyspace.user.encode(next))],
        entry: { actor: by.username, action: 'pin-set', subject: kv.key, detail: { name: user.name } },
      })
      if (!succeeded) throw new Refusal('EDITED_MEANWHILE', { what: user.name })
    },

    async check(asking, username, pin) {
      const user = await counted(asking, username)
      if (!(await passwordFits(user.pinHash, pin))) {
        const left = wrongPinsAtMost - (user.wrongPins ?? 0)
        throw left > 0 ? new Refusal('PIN_WRONG', { left }) : new Refusal('PIN_LOCKED', { name: user.name })
      }
      await forgiven(username)
      return { username, name: user.name }
    },
  }
}
