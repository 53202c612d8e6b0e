import type { NewCustomer } from '#shared/contract/customers'
import type { BuyerName } from '#shared/contract/find-orders'
import type { SessionUser } from '#shared/contract/session'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { absent, get, put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Book } from '../book'
import { type Directory, openDirectory } from './directory'

/** The people who buy here, as a counter needs them. No answer ever carries a hash. */
export interface Customers {
  /** By the beginnings of the words of name, e-mail, telephone number or username. */
  find(text: string, limit: number): Promise<BuyerName[]>
  /** The names behind usernames, for those that are there. */
  named(usernames: Iterable<string>): Promise<Map<string, BuyerName>>
  /**
   * Makes one; the same asked for again with its `username`, which the page drew, is the same one.
   * @throws Refusal `EMAIL_TAKEN`
   */
  create(by: SessionUser, customer: NewCustomer): Promise<BuyerName>
  close(): void
}

export function createCustomers(options: { connection: Connection; book: Book; log: Log }): Customers {
  const { connection, book } = options
  let opened: Directory | undefined
  /** Built when it is first asked for: a till that never looks for anybody keeps nobody. */
  const directory = async () => {
    opened ??= openDirectory(options)
    await opened.ready
    return opened
  }

  const read = async (username: string): Promise<BuyerName | undefined> => {
    const kv = await connection.get(keyspace.user.key(username))
    const decoded = kv && keyspace.user.decode(kv.value)
    if (!decoded?.ok) return undefined
    const { name, email, phone } = decoded.value
    return { username, name, ...(email && { email }), ...(phone && { phone }) }
  }

  return {
    find: async (text, limit) => (await directory()).find(text, limit),

    async named(usernames) {
      const people = await Promise.all([...new Set(usernames)].map(read))
      return new Map(people.flatMap(person => (person ? [[person.username, person]] : [])))
    },

    async create(by, { username, name, email }) {
      const key = keyspace.user.key(username)
      const person = { username, name, ...(email && { email }) }
      // Customers of other beginnings than a counter have no key for their address: those the directory knows.
      const known = email === undefined ? undefined : (await directory()).withEmail(email)
      if (email !== undefined && known && known.username !== username)
        throw new Refusal('EMAIL_TAKEN', { email, usedBy: known })
      const addressKey = email === undefined ? [] : [keyspace.email.key(email.toLowerCase())]
      const { succeeded, repeated, results } = await book.administer({
        operationId: username,
        compare: [absent(key), ...addressKey.map(absent)],
        success: [
          put(key, keyspace.user.encode({ ...person, role: 'customer', state: 'active' })),
          ...addressKey.map(one => put(one, keyspace.email.encode({ username }))),
        ],
        failure: [get(key), ...addressKey.map(one => get(one))],
        entry: { actor: by.username, action: 'customer-created', subject: key, detail: { name } },
      })
      if (repeated) return (await read(username)) ?? person
      if (succeeded) return person
      const [there, address] = results.map(result => (result.op === 'get' ? result.kvs[0] : undefined))
      if (there || email === undefined) throw new Refusal('USERNAME_TAKEN', { username })
      const usedBy = address && (await read(keyspace.email.read(address).username))
      throw new Refusal('EMAIL_TAKEN', { email, ...(usedBy && { usedBy }) })
    },

    close: () => opened?.close(),
  }
}
