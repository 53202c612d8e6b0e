import { randomBytes } from 'node:crypto'
import { sendUntilAnswered, writeAll } from '../cluster/bulk'
import type { Compare, Connection } from '../cluster/model'
import { get, put, unchanged, valueAt } from '../cluster/txn'
import { keyspace, prefixEnd, type User } from '../keyspace'
import type { Log } from '../logging/log'
import { hashPassword } from '../services/users/passwords'
import { buildDemo } from './build'
import { demoHouse } from './content'

export type DemoOutcome =
  | { outcome: 'loaded'; users: number; keys: number }
  /** The demonstration is there, complete. */
  | { outcome: 'already-loaded' }
  /** The cluster has users, events or orders of its own; nothing was changed. */
  | { outcome: 'not-empty' }

const { config } = keyspace
const demoKey = config.demo.key()

/** What a cluster has that somebody works with; one in which a terminal was only started has none of it. */
const worked = ['user:', 'venue:', 'section:', 'event:', 'area:', 'ticket:', 'claim:', 'order:', 'config:']

const noneUnder = (prefix: string): Compare => ({
  ...{ key: prefix, rangeEnd: prefixEnd(prefix) },
  ...{ target: 'create', is: '=', revision: 0 },
})

/**
 * Fills an empty cluster with the demonstration house, made from `seed` (an integer) and `now` (epoch milliseconds). Nobody
 * can sign in before everything is there: the users are written last. A load that was cut short is completed by the
 * next call, with the seed and the moment it began with.
 *
 * @param onProgress told in a sentence how far it is.
 * @throws ClusterFailure when the cluster refuses or stays away for about a minute.
 */
export async function loadDemo(options: {
  connection: Connection
  now: number
  seed: number
  log: Log
  onProgress?(sentence: string): void
}): Promise<DemoOutcome> {
  const { connection, log, onProgress } = options
  const begun = await begin(connection, {
    seed: options.seed,
    asOf: new Date(options.now).toISOString(),
    users: [],
  })
  if ('outcome' in begun) return begun
  const { seed, asOf, modRevision } = begun

  const users = demoUsers()
  const entries = buildDemo({ seed, now: asOf })
  await writeAll({
    ...{ connection, entries },
    onProgress: keys => onProgress?.(`Moving into ${demoHouse.venue.name}: ${percent(keys, entries.length)}`),
  })
  const values = await users
  const shown = demoHouse.users.map(({ username, password }) => ({ username, password }))
  const { succeeded } = await sendUntilAnswered(connection, {
    compare: [unchanged(demoKey, modRevision), noneUnder(keyspace.user.prefix())],
    success: [
      ...values.map(user => put(keyspace.user.key(user.username), keyspace.user.encode(user))),
      put(demoKey, config.demo.encode({ seed, asOf, users: shown })),
    ],
  })
  // Not ours: either a copy of this message was faster, or somebody else completed it, or set the cluster up.
  if (!succeeded && !(await isComplete(connection))) return { outcome: 'not-empty' }
  log.info({ 'event.action': 'demo-loaded', 'demo.keys': entries.length }, 'Loaded the demonstration')
  return { outcome: 'loaded', users: shown.length, keys: entries.length + values.length + 1 }
}

type DemoNote = { seed: number; asOf: string; users: { username: string; password: string }[] }

/** Puts up the note that the demonstration is being loaded, or finds the one of a load that was cut short. */
async function begin(
  connection: Connection,
  note: DemoNote,
): Promise<(Pick<DemoNote, 'seed' | 'asOf'> & { modRevision: number }) | DemoOutcome> {
  const { succeeded, revision, results } = await sendUntilAnswered(connection, {
    compare: worked.map(noneUnder),
    success: [put(demoKey, config.demo.encode(note))],
    failure: [get(demoKey)],
  })
  if (succeeded) return { ...note, modRevision: revision }
  const kv = valueAt(results, 0)
  if (!kv) return { outcome: 'not-empty' }
  const { seed, asOf, users } = config.demo.edit(kv)
  return users.length > 0 ? { outcome: 'already-loaded' } : { seed, asOf, modRevision: kv.modRevision }
}

async function isComplete(connection: Connection): Promise<boolean> {
  const kv = await connection.get(demoKey)
  return kv !== undefined && config.demo.read(kv).users.length > 0
}

const percent = (part: number, whole: number) => `${Math.floor((100 * part) / whole)} %`

/** Everybody of the house. The customers share a password that nobody knows: they come to the window. */
async function demoUsers(): Promise<User[]> {
  const hashes = demoHouse.users.map(
    async ({ password, ...user }): Promise<User> => ({
      ...user,
      state: 'active',
      passwordHash: await hashPassword(password),
    }),
  )
  const passwordHash = await hashPassword(randomBytes(24).toString('base64url'))
  const customers = demoHouse.customers.map(
    (customer): User => ({ ...customer, role: 'customer', state: 'active', passwordHash }),
  )
  return [...(await Promise.all(hashes)), ...customers]
}
